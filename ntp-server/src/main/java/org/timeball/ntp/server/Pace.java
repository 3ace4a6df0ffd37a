package org.timeball.ntp.server;

/// How long the sending of one answer takes, learned from the batches before.
///
/// The answers of a batch are sent by one system call, one after another: the last of 64 leaves some 100 us after the
/// first. So each is stamped with the clock's reading just before that call plus its own turn in it.
///
/// What is learned follows about the lowest tenth of what is measured: it falls eight times as fast as it rises. A cold
/// or interrupted batch so hardly counts, and a stamp is rather a little early than later than the answer itself,
/// which a client could tell.
final class Pace {
    /// Where in the sending of one datagram it passes to the network, as a share of the whole.
    private static final double DEPARTURE = 0.5;
    private static final int FALL_SHIFT = 3;
    private static final int RISE_SHIFT = 6;
    private static final long FIRST_GUESS_NANOS = 500;
    /// No datagram takes longer to send, but for an interruption.
    private static final long SLOWEST_NANOS = 50_000;

    private long sendingNanos = FIRST_GUESS_NANOS;

    /// From the reading of the clock to the moment when answer `index` of the batch leaves.
    long untilLeaving(int index) {
        return index * sendingNanos + (long) (DEPARTURE * sendingNanos);
    }

    /// @param answers how many were sent together, 1 or more
    /// @param tookNanos from the reading of the clock to the return of the system call
    void sent(int answers, long tookNanos) {
        long each = tookNanos / answers;
        if (each < sendingNanos) {
            sendingNanos -= Math.min(sendingNanos - each, Math.max(1, sendingNanos >> FALL_SHIFT));
        } else if (each > sendingNanos) {
            sendingNanos = Math.min(sendingNanos + Math.max(1, sendingNanos >> RISE_SHIFT), SLOWEST_NANOS);
        }
    }
}
