/// The core is one function: a state and an observation in, the next state, clock commands and a snapshot out.
///
/// Reads no clock: every observation carries its own capture time. The same observations always give the same
/// commands, bit for bit.
@NullMarked
package org.timeball.timekeeping.core;

import org.jspecify.annotations.NullMarked;
