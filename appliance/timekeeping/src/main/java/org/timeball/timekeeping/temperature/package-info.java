/// Compensation of the oscillator's rate for its temperature, where an operator has measured how they depend.
///
/// In: a temperature. Out: by how much the clock's rate is to be corrected. What the box learns by itself is the
/// filter's. Follows what chrony.conf(5) says of `tempcomp`.
@NullMarked
package org.timeball.timekeeping.temperature;

import org.jspecify.annotations.NullMarked;
