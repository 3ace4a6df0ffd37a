package org.timeball.ntp.server;

/// How long an answer's code takes to compute, learned from those before.
///
/// A code covers the transmit time, so it is computed after that was written: the stamp must look ahead. Follows the
/// lower end of what is measured, as [Pace] does, so that stamps are rather early than late.
final class SealPace {
    private static final int FALL_SHIFT = 3;
    private static final int RISE_SHIFT = 6;
    private static final long FIRST_GUESS_NANOS = 500;
    private static final long SLOWEST_NANOS = 50_000;

    private long sealingNanos = FIRST_GUESS_NANOS;

    /// From a stamp to the end of the last seal.
    ///
    /// @param left seals still to be made
    long untilSealed(int left) {
        return left * sealingNanos;
    }

    /// @param seals how many were made one after another
    /// @param tookNanos all of them
    void sealed(int seals, long tookNanos) {
        long each = tookNanos / seals;
        if (each < sealingNanos) {
            sealingNanos = Math.max(each, sealingNanos - Math.max(1, sealingNanos >> FALL_SHIFT));
        } else {
            sealingNanos = Math.min(Math.min(each, sealingNanos + Math.max(1, sealingNanos >> RISE_SHIFT)),
                    SLOWEST_NANOS);
        }
    }
}
