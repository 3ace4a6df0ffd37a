/// Leap seconds: when the next one is, how it is carried out, and TAI minus UTC.
///
/// In: what sources and tables announce. Out: what the end of this day will be like. Follows ITU-R TF.460-6 and RFC 5905
/// section 7.3; tables come from the IERS list or the time-zone database, read elsewhere.
@NullMarked
package org.timeball.timekeeping.leap;

import org.jspecify.annotations.NullMarked;
