/// Manual mode: an operator's watch as the source of time.
///
/// In: what time it was, by somebody's watch, at readings of our clock. Out: a line through them: offset, rate and how
/// well the rate is known. Follows what chronyc(1) says of `settime` and `manual`.
@NullMarked
package org.timeball.timekeeping.manual;

import org.jspecify.annotations.NullMarked;
