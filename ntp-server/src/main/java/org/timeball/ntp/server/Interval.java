package org.timeball.ntp.server;

/// The mean interval of a client's requests in 16 bits: its logarithm to base 2 in sixteenths of nanoseconds, plus 1; 0
/// if unknown.
///
/// Averaged as a logarithm, so that one long pause among many short intervals hardly counts.
final class Interval {
    static final int UNKNOWN = 0;
    /// What chronyc's protocol says for unknown.
    static final int UNKNOWN_LOG2 = 127;
    private static final int UNITS = 16;
    private static final double NANOS_LOG2 = Math.log(1e9) / Math.log(2);
    /// A new interval has a quarter of the weight.
    private static final int WEIGHT_SHIFT = 2;

    private Interval() {
    }

    /// @param mean so far
    /// @param nanos the newest interval; one below 1 ns counts as 1 ns
    static int averaged(int mean, long nanos) {
        int newest = of(nanos);
        return mean == UNKNOWN ? newest : mean + (newest - mean >> WEIGHT_SHIFT);
    }

    static int of(long nanos) {
        long n = Math.max(1, nanos);
        int whole = 63 - Long.numberOfLeadingZeros(n);
        long sixteenths = (whole >= 4 ? n >>> whole - 4 : n << 4 - whole) & 15;
        return whole * UNITS + (int) sixteenths + 1;
    }

    /// Log2 seconds, rounded; [#UNKNOWN_LOG2] if unknown.
    static int log2Seconds(int mean) {
        return mean == UNKNOWN ? UNKNOWN_LOG2 : (int) Math.round((mean - 1) / (double) UNITS - NANOS_LOG2);
    }

    /// Whether `a` is less than half of `b`, both known.
    static boolean isLessThanHalf(int a, int b) {
        return a != UNKNOWN && b != UNKNOWN && a + UNITS < b;
    }
}
