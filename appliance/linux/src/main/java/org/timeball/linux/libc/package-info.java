/// The C library: its functions and the structs they take, one file a struct.
///
/// In: descriptors, addresses and bytes. Out: the same, and error numbers as [WorldException] texts. Layouts are those
/// of 64-bit Linux (LP64, x86_64 and aarch64, where they agree); constants come from the headers each file names.
/// Never keeps a descriptor: whoever opens one closes it.
@NullMarked
package org.timeball.linux.libc;

import org.jspecify.annotations.NullMarked;
import org.timeball.timekeeping.world.WorldException;
