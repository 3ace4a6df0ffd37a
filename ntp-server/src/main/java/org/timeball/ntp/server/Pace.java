package org.timeball.ntp.server;

/// How fast the answers of a batch leave one after another, learned from the batches before.
///
/// One system call sends them all, so that the last of 64 leaves some 100 us after the first. Each is therefore stamped
/// with the clock's reading just before that call plus its own turn in it. The first is not moved: how long the kernel
/// takes before it lets go of a datagram depends on the network card, and a stamp later than its datagram would be
/// worse than one too early by as much.
///
/// What is learned follows the median of what is measured, a 64th at a time. So a batch that was interrupted counts no
/// more than any other, and the 64th answer of a batch is stamped some microseconds too early as often as too late.
final class Pace {
    /// Smaller batches say more about the system call than about one datagram's share of it.
    private static final int SMALLEST_BATCH = 8;
    private static final int STEP_SHIFT = 6;
    private static final long FIRST_GUESS_NANOS = 500;
    /// No datagram takes longer to send, but for an interruption.
    private static final long SLOWEST_NANOS = 50_000;

    private long sendingNanos = FIRST_GUESS_NANOS;

    /// From the departure of the first answer of a batch to that of answer `index`.
    long untilLeaving(int index) {
        return index * sendingNanos;
    }

    /// @param answers how many were sent together
    /// @param tookNanos from the reading of the clock to the return of the system call
    void sent(int answers, long tookNanos) {
        if (answers < SMALLEST_BATCH) {
            return;
        }
        long each = tookNanos / answers;
        long step = Math.max(1, sendingNanos >> STEP_SHIFT);
        if (each < sendingNanos) {
            sendingNanos = Math.max(each, sendingNanos - step);
        } else {
            sendingNanos = Math.min(Math.min(each, sendingNanos + step), SLOWEST_NANOS);
        }
    }
}
