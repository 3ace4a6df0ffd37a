package org.timeball.ntp.server;

import java.util.concurrent.locks.LockSupport;
import org.timeball.linux.udp.UdpBatch;
import org.timeball.ntp.access.AccessList;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.world.KernelTimescale;
import org.tinylog.Logger;

/// What one responder thread does: take in a batch of requests, answer it, send it, count it.
///
/// Allocates nothing once warm. Counting comes last, out of the clients' way. A request that nobody can answer truly,
/// because the thread was held up while it made the answer (a garbage collection, preemption), is answered anew with
/// a fresh reading of the clock.
final class ResponderLoop implements Runnable {
    private static final int ATTEMPTS = 3;
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
    private final long[] receivedNanos = new long[UdpBatch.CAPACITY];
    private volatile boolean stopping;
    private boolean failing;

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
                serve(count);
                working();
            } else if (count < 0) {
                failed(-count);
            }
        }
    }

    private void serve(int count) {
        for (int i = 0; i < count; i++) {
            receivedNanos[i] = timescale.toSystemNanos(batch.receivedNanos(i));
        }
        int answers = 0;
        long made = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long start = System.nanoTime();
            answers = answer(count);
            made = System.nanoTime();
            boolean interrupted = pace.isInterrupted(count, made - start);
            pace.made(count, made - start);
            if (!interrupted) {
                break;
            }
        }
        int sent = batch.send();
        if (answers > 0) {
            pace.sent(answers, System.nanoTime() - made);
        }
        count(count, answers - sent);
    }

    /// Makes the answers of a batch and queues them.
    ///
    /// @return how many there are
    private int answer(int count) {
        batch.clearQueue();
        TimingSnapshot snapshot = board.current();
        long now = timescale.toSystemNanos(batch.realtimeNanos());
        long sending = now + pace.untilSending(count);
        int answers = 0;
        for (int i = 0; i < count; i++) {
            Outcome outcome = admit(i);
            if (outcome == Outcome.ANSWERED) {
                int length = responder.answer(batch.request(i), batch.requestLength(i), batch.clientPort(i),
                        receivedNanos[i], sending + pace.untilLeaving(answers), snapshot, batch.reply(i));
                outcome = responder.outcome();
                if (length > 0) {
                    batch.queueReply(i, length);
                    answers++;
                }
            }
            outcomes[i] = outcome;
        }
        return answers;
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
