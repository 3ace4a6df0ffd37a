package org.timeball.ntp.server;

import java.util.concurrent.locks.LockSupport;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.udp.UdpBatch;
import org.timeball.ntp.access.AccessList;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.world.KernelTimescale;
import org.tinylog.Logger;

/// What one responder thread does: take in a batch of requests, answer it, send it, count it.
///
/// Allocates nothing once warm. The transmit times are written last before the sending and everything is counted after
/// it, out of the clients' way.
final class ResponderLoop implements Runnable {
    private static final int STAMP_ATTEMPTS = 3;
    /// The time that reading the clock and stamping may take, ten times what it takes a warm thread.
    private static final long STAMP_NANOS = 10_000;
    private static final long STAMP_NANOS_EACH = 500;
    private static final long BACK_OFF_NANOS = 100_000_000L;

    private final String name;
    private final UdpBatch batch;
    private final SnapshotBoard board;
    private final KernelTimescale timescale;
    private final AccessList access;
    private final Tally tally;
    private final Responder responder;
    private final Pace pace = new Pace();
    private final Outcome[] outcomes = new Outcome[UdpBatch.CAPACITY];
    private final int[] queue = new int[UdpBatch.CAPACITY];
    private final long[] receivedNanos = new long[UdpBatch.CAPACITY];
    private volatile boolean stopping;
    private boolean failing;
    private boolean faulty;

    ResponderLoop(String name, UdpBatch batch, int precisionLog2, SnapshotBoard board, KernelTimescale timescale,
            AccessList access, Tally tally) {
        this.name = name;
        this.batch = batch;
        this.board = board;
        this.timescale = timescale;
        this.access = access;
        this.tally = tally;
        responder = new Responder(precisionLog2);
    }

    String name() {
        return name;
    }

    /// Makes [#run] return, within 100 ms when idle.
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        while (!stopping) {
            int count = batch.receive();
            if (count > 0) {
                serveOrLose(count);
                working();
            } else if (count < 0) {
                failed(-count);
            }
        }
    }

    /// No request may end the service for all others, not even through a fault of ours.
    private void serveOrLose(int count) {
        try {
            serve(count);
        } catch (RuntimeException e) {
            if (!faulty) {
                faulty = true;
                Logger.error(e,
                        "{}: {} requests are lost by a fault of this program; please report it. Further ones are"
                                + " not logged",
                        name, count);
            }
        }
    }

    private void serve(int count) {
        int answers = answer(count);
        if (answers > 0) {
            long start = stamp(answers);
            int sent = batch.send();
            pace.sent(answers, System.nanoTime() - start);
            count(count, answers - sent);
        } else {
            count(count, 0);
        }
    }

    /// Makes the answers of a batch and queues them.
    ///
    /// @return how many there are
    private int answer(int count) {
        TimingSnapshot snapshot = board.current();
        long now = timescale.toSystemNanos(HostClock.realtimeNanos());
        int answers = 0;
        for (int i = 0; i < count; i++) {
            receivedNanos[i] = timescale.toSystemNanos(batch.receivedNanos(i));
            Outcome outcome = admit(i);
            if (outcome == Outcome.ANSWERED) {
                int length = responder.answer(batch.request(i), batch.requestLength(i), batch.clientPort(i),
                        receivedNanos[i], now, snapshot, batch.reply(i));
                outcome = responder.outcome();
                if (length > 0) {
                    batch.queueReply(i, length);
                    queue[answers++] = i;
                }
            }
            outcomes[i] = outcome;
        }
        return answers;
    }

    /// Writes into each queued answer when it will leave.
    ///
    /// Nothing but the sending comes after this. If the thread was held up meanwhile, by a garbage collection or by
    /// the scheduler, the clock is read again.
    ///
    /// @return the monotonic time at which the clock was read
    private long stamp(int answers) {
        long start = 0;
        for (int attempt = 0; attempt < STAMP_ATTEMPTS; attempt++) {
            start = System.nanoTime();
            long now = timescale.toSystemNanos(HostClock.realtimeNanos());
            for (int k = 0; k < answers; k++) {
                responder.stamp(batch.reply(queue[k]), now + pace.untilLeaving(k));
            }
            if (System.nanoTime() - start < STAMP_NANOS + answers * STAMP_NANOS_EACH) {
                return start;
            }
        }
        return start;
    }

    private Outcome admit(int i) {
        if (batch.isTruncated(i)) {
            return Outcome.MALFORMED;
        }
        if (!batch.isUnicast(i)) {
            return Outcome.ADDRESS;
        }
        return access.allows(batch.clientHigh(i), batch.clientLow(i)) ? Outcome.ANSWERED : Outcome.DENIED;
    }

    /// @param unsent how many answers the kernel refused; which ones it does not say
    private void count(int count, int unsent) {
        int refused = unsent;
        for (int i = 0; i < count; i++) {
            Outcome outcome = outcomes[i];
            if (outcome == Outcome.ANSWERED && refused > 0) {
                outcome = Outcome.UNSENT;
                refused--;
            }
            tally.count(outcome, batch.clientHigh(i), batch.clientLow(i), receivedNanos[i]);
        }
    }

    private void failed(int errno) {
        if (!failing) {
            failing = true;
            Logger.error("{}: receiving on {} fails with errno {}; trying again", name, batch.local(), errno);
        }
        LockSupport.parkNanos(BACK_OFF_NANOS);
    }

    private void working() {
        if (failing) {
            failing = false;
            Logger.info("{}: receiving on {} works again", name, batch.local());
        }
    }
}
