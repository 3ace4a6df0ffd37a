package org.timeball.ntp.server;

import java.util.concurrent.locks.LockSupport;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.udp.UdpBatch;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.CardTimescale;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.KernelTimescale;
import org.tinylog.Logger;

/// What one responder thread does: take in a batch of requests, answer it, send it, count it.
///
/// Allocates nothing once warm. The transmit times are written last before the sending and everything is counted after
/// it, out of the clients' way.
final class ResponderLoop implements Runnable {
    /// Answers that are stamped by one reading of the clock and sent together.
    private static final int CHUNK = 8;
    private static final int STAMP_ATTEMPTS = 3;
    /// The time that reading the clock and stamping may take, ten times what it takes a warm thread.
    private static final long STAMP_NANOS = 10_000;
    private static final long STAMP_NANOS_EACH = 500;
    private static final long BACK_OFF_NANOS = 100_000_000L;

    private final String name;
    private final UdpBatch batch;
    private final SnapshotBoard board;
    private final KernelTimescale timescale;
    private final SourceTraffic sources;
    private final CardTimescale cards;
    private final Tally tally;
    private final Responder responder;
    private final Departures departures;
    private final Arrival arrival = new Arrival();
    private final Pace pace = new Pace();
    private final SealPace sealPace = new SealPace();
    private final int[] queue = new int[UdpBatch.CAPACITY];
    /// Which of a batch were taken to the responder.
    private final boolean[] taken = new boolean[UdpBatch.CAPACITY];
    private volatile boolean stopping;
    private boolean failing;
    private boolean faulty;

    ResponderLoop(String name, UdpBatch batch, SnapshotBoard board, KernelTimescale timescale, ServerLinks links,
            Tally tally, Responder responder) {
        this.name = name;
        this.batch = batch;
        this.board = board;
        this.timescale = timescale;
        sources = links.sources();
        cards = links.cards();
        this.tally = tally;
        this.responder = responder;
        departures = new Departures(batch, timescale, cards, responder, pace);
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
        departures.collect();
        int answers = answer(count);
        int unsent = 0;
        for (int from = 0; from < answers; from += CHUNK) {
            int end = Math.min(from + CHUNK, answers);
            long start = stamp(from, end);
            int sent = batch.send(end);
            pace.sent(end - from, System.nanoTime() - start);
            unsent += end - from - sent;
        }
        departures.sent(unsent == 0);
        settle(count, unsent);
    }

    /// Makes the answers of a batch and queues them.
    ///
    /// @return how many there are
    private int answer(int count) {
        TimingSnapshot snapshot = board.current();
        long now = timescale.toSystemNanos(HostClock.realtimeNanos());
        int answers = 0;
        for (int i = 0; i < count; i++) {
            taken[i] = !batch.isTruncated(i) && batch.isUnicast(i);
            if (!taken[i]) {
                tally.count(batch.isTruncated(i) ? Outcome.MALFORMED : Outcome.ADDRESS);
                continue;
            }
            arrival.packet(batch.request(i), batch.requestLength(i))
                    .from(batch.clientHigh(i), batch.clientLow(i), batch.clientPort(i))
                    .received(timescale.toSystemNanos(batch.receivedNanos(i)),
                            batch.isKernelStamped(i) ? Stamp.KERNEL : Stamp.DAEMON);
            if (batch.cardNanos(i) != 0) {
                arrival.receivedByCard(cards, batch.cardIndex(i), batch.cardNanos(i), batch.frameBytes(i));
            }
            int length = responder.answer(i, arrival, now, snapshot, batch.reply(i));
            if (length > 0) {
                batch.queueReply(i, length, asksForDeparture(i, answers == 0));
                queue[answers++] = i;
            } else if (responder.outcome(i) == Outcome.SOURCE) {
                handOver(i);
            }
        }
        return answers;
    }

    private boolean asksForDeparture(int i, boolean first) {
        if (first && !responder.isSealed(i) && departures.isProbeDue()) {
            departures.queuedProbe(i);
            return true;
        }
        boolean wanted = responder.wantsDeparture(i);
        if (wanted) {
            departures.queued(i);
        }
        return wanted;
    }

    /// Gives a source its packet; a few a minute, so this may allocate.
    private void handOver(int i) {
        byte[] payload = new byte[batch.requestLength(i)];
        batch.request(i).get(0, payload);
        Address from = new Address.Udp(new IpAddress(arrival.high, arrival.low), arrival.port);
        Address to = new Address.Udp(batch.destination(i), batch.local().port());
        sources.received(
                new Datagram(from, to, payload, new SystemInstant(arrival.receivedNanos), arrival.stampedBy,
                        batch.cardIndex(i)));
    }

    /// Writes into the queued answers of one chunk when they will leave.
    ///
    /// Nothing but the sending comes after this. If the thread was held up meanwhile, by a garbage collection or by
    /// the scheduler, the clock is read again.
    ///
    /// @return the monotonic time at which the clock was read for the plain answers
    private long stamp(int from, int end) {
        long start = 0;
        long stampedBy = 0;
        for (int attempt = 0; attempt < STAMP_ATTEMPTS; attempt++) {
            stampSealed(from, end);
            start = System.nanoTime();
            long now = timescale.toSystemNanos(HostClock.realtimeNanos());
            stampedBy = now;
            for (int k = from; k < end; k++) {
                if (!responder.isSealed(queue[k])) {
                    responder.stamp(queue[k], batch.reply(queue[k]), now + pace.untilLeaving(k - from));
                }
            }
            if (System.nanoTime() - start < STAMP_NANOS + (end - from) * STAMP_NANOS_EACH) {
                break;
            }
        }
        departures.stampedBy(stampedBy);
        return start;
    }

    /// Stamps and seals the answers that carry a code, before the others: each with the time that its seal and those
    /// after it are going to take.
    private void stampSealed(int from, int end) {
        int left = 0;
        for (int k = from; k < end; k++) {
            left += responder.isSealed(queue[k]) ? 1 : 0;
        }
        if (left == 0) {
            return;
        }
        int sealed = left;
        long start = System.nanoTime();
        for (int k = from; k < end; k++) {
            if (responder.isSealed(queue[k])) {
                long now = timescale.toSystemNanos(HostClock.realtimeNanos());
                responder.stamp(queue[k], batch.reply(queue[k]),
                        now + sealPace.untilSealed(left) + pace.untilLeaving(k - from));
                left--;
            }
        }
        sealPace.sealed(sealed, System.nanoTime() - start);
    }

    /// @param unsent how many answers the kernel refused; which ones it does not say
    private void settle(int count, int unsent) {
        int refused = unsent;
        for (int i = 0; i < count; i++) {
            if (taken[i]) {
                responder.settle(i, refused > 0);
                if (responder.outcome(i) == Outcome.UNSENT) {
                    refused--;
                }
            }
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
