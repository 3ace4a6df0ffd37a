package org.timeball.ntp.server;

/// Judges the requests of one thread's clients by a [RateLimit].
///
/// The token bucket is kept as one moment a client: when its next request is due if it keeps exactly to the interval. A
/// request up to `burst - 1` intervals before it is granted and moves it one interval on. That is the same as `burst`
/// tokens that come back one an interval.
final class Limiter {
    private final long intervalNanos;
    private final long slackNanos;
    private final int leakMask;
    private final int kissMask;
    private long random;

    /// @param seed of the chance that lets requests through
    Limiter(RateLimit limit, long seed) {
        intervalNanos = limit.intervalNanos();
        slackNanos = limit.slackNanos();
        leakMask = (1 << limit.leakLog2()) - 1;
        kissMask = limit.kissLog2() == 0 ? 0 : (1 << limit.kissLog2()) - 1;
        random = seed | 1;
    }

    /// Whether a request that comes `nanos` is within the rate of a client whose next is due at `dueNanos`.
    ///
    /// A due moment further ahead than a bucket can be empty means that the clock was set back: the bucket is full.
    boolean isGranted(long dueNanos, long nanos) {
        long ahead = dueNanos - nanos;
        return ahead <= slackNanos || ahead > slackNanos + intervalNanos;
    }

    /// When the next is due after a granted one.
    long nextDue(long dueNanos, long nanos) {
        long ahead = dueNanos - nanos;
        return (ahead > 0 && ahead <= slackNanos ? dueNanos : nanos) + intervalNanos;
    }

    /// What happens to a request beyond the rate.
    ///
    /// @param eager whether silence makes this client ask more often: most requests are answered then, since silence
    ///            would cost more than it saves
    Verdict beyond(boolean eager) {
        int chance = next();
        boolean leaks = (chance & leakMask) == 0;
        if (leaks != eager) {
            return Verdict.ANSWER;
        }
        return kissMask != 0 && (chance >>> 8 & kissMask) == 0 ? Verdict.KISS : Verdict.SILENCE;
    }

    /// Marsaglia's xorshift; which request leaks is no secret.
    private int next() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return (int) (random >>> 32);
    }
}
