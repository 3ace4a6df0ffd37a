/// The kernel's clock: reading it (clock_gettime(2)) and steering it (clock_adjtime(2), struct timex).
///
/// In: rate corrections, steps and the state of synchronisation. Out: readings, and what the kernel made of each
/// change. Never decides what to correct. Follows adjtimex(2) and `<linux/timex.h>`.
@NullMarked
package org.timeball.linux.clock;

import org.jspecify.annotations.NullMarked;
