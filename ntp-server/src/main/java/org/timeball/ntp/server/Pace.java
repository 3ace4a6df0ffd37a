package org.timeball.ntp.server;

/// When the answers of a chunk leave after the clock was read for them, learned from those before.
///
/// One system call sends them all, so that the last of 8 leaves some 20 us after the first. Each is therefore stamped
/// with the clock's reading just before that call, plus what the kernel takes to let go of the first, plus its own turn.
/// The former only the kernel's own transmit timestamps tell; until there was one it counts as nothing.
///
/// What is learned follows the lower quartile of what is measured, in small steps of which those down are three times as
/// long. So a chunk that was interrupted hardly counts, and stamps are rather early than late.
final class Pace {
    /// Smaller batches say more about the system call than about one datagram's share of it.
    private static final int SMALLEST_BATCH = 8;
    private static final int STEP_SHIFT = 6;
    private static final int DOWN = 3;
    private static final long FIRST_GUESS_NANOS = 500;
    /// No datagram takes longer to send, but for an interruption.
    private static final long SLOWEST_NANOS = 50_000;

    private static final long LEAD_STEP_NANOS = 32;
    /// Longer than any card's driver takes; what is longer waited in a queue, which says nothing of the next.
    private static final long LONGEST_LEAD_NANOS = 20_000;

    private long sendingNanos = FIRST_GUESS_NANOS;
    private long leadNanos;

    /// From the reading of the clock to the departure of answer `index`.
    long untilLeaving(int index) {
        return leadNanos + index * sendingNanos;
    }

    /// @param nanos from the reading of the clock to the departure of the first answer, as the kernel saw it
    void firstLeft(long nanos) {
        long wanted = Math.clamp(nanos, 0, LONGEST_LEAD_NANOS);
        leadNanos += Math.clamp(wanted - leadNanos, -DOWN * LEAD_STEP_NANOS, LEAD_STEP_NANOS);
    }

    /// @param answers how many were sent together
    /// @param tookNanos from the reading of the clock to the return of the system call
    void sent(int answers, long tookNanos) {
        if (answers < SMALLEST_BATCH) {
            return;
        }
        long each = Math.max(0, tookNanos - leadNanos) / answers;
        long step = Math.max(1, sendingNanos >> STEP_SHIFT);
        if (each < sendingNanos) {
            sendingNanos = Math.max(each, sendingNanos - DOWN * step);
        } else {
            sendingNanos = Math.min(Math.min(each, sendingNanos + step), SLOWEST_NANOS);
        }
    }
}
