package org.timeball.ntp.server;

/// How long the making and the sending of one answer take, learned from the batches before.
///
/// A batch of answers is sent by one system call, which sends them one after another: the last of 64 leaves some
/// 100 us after the first. So each answer is stamped with the moment when it will leave: the clock's reading before the
/// batch, plus the time to make the whole batch, plus its own turn in the sending.
///
/// Both times follow the median of what is measured, by small steps either way, so that a batch in which the thread
/// was preempted counts no more than any other.
final class Pace {
    /// Where in the sending of one datagram it passes to the network, as a share of the whole.
    private static final double DEPARTURE = 0.5;
    private static final long FIRST_GUESS_NANOS = 2_000;
    /// No answer takes longer than this to make or send, but for preemption.
    private static final long SLOWEST_NANOS = 100_000;
    /// What a batch may take beyond its expected time before it counts as interrupted.
    private static final long TOLERANCE_NANOS = 10_000;

    private long makingNanos = FIRST_GUESS_NANOS;
    private long sendingNanos = FIRST_GUESS_NANOS;

    /// From the clock's reading to the start of the sending, for a batch of `requests`.
    long untilSending(int requests) {
        return requests * makingNanos;
    }

    /// From the start of the sending to the moment when the answer `index` leaves.
    long untilLeaving(int index) {
        return index * sendingNanos + (long) (DEPARTURE * sendingNanos);
    }

    /// Whether the making of a batch took so long that its answers bear false times.
    boolean isInterrupted(int requests, long tookNanos) {
        return tookNanos > 2 * untilSending(requests) + TOLERANCE_NANOS;
    }

    void made(int requests, long tookNanos) {
        makingNanos = follow(makingNanos, tookNanos / requests);
    }

    void sent(int answers, long tookNanos) {
        sendingNanos = follow(sendingNanos, tookNanos / answers);
    }

    private static long follow(long estimate, long sample) {
        long step = Math.max(1, estimate >> 5);
        if (sample > estimate) {
            return Math.min(estimate + step, SLOWEST_NANOS);
        }
        return sample < estimate ? Math.max(estimate - step, 1) : estimate;
    }
}
