/// This process as others see it: the descriptors that it was started with.
///
/// In: descriptor numbers. Out: nothing but what the kernel does with them. Follows dup(2).
@NullMarked
package org.timeball.linux.process;

import org.jspecify.annotations.NullMarked;
