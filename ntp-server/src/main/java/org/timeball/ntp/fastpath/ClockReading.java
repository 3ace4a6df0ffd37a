package org.timeball.ntp.fastpath;

/// How the clock that is served reads on the kernel's two clocks that an answer in the kernel is made of.
///
/// The receive time is taken from CLOCK_MONOTONIC, the transmit time from CLOCK_TAI. Both are slewed alike, so that both
/// differences stay as they are until somebody steps a clock.
///
/// @param monotonicNanos CLOCK_MONOTONIC at the reading, ns
/// @param utcMinusMonotonicNanos the served clock minus CLOCK_MONOTONIC, ns
/// @param taiMinusUtcNanos CLOCK_TAI minus the served clock, ns
/// @param slewRate the rate of the served clock against the kernel's, seconds a second; 0 where they are the same clock
record ClockReading(long monotonicNanos, long utcMinusMonotonicNanos, long taiMinusUtcNanos, double slewRate) {
    /// What the served clock reads at that moment, nanoseconds since 1970.
    long utcNanos() {
        return monotonicNanos + utcMinusMonotonicNanos;
    }
}
