package org.timeball.ntp.server;

import org.timeball.linux.udp.UdpBatch;
import org.timeball.timekeeping.world.CardTimescale;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.KernelTimescale;

/// Brings the kernel's transmit timestamps to the answers that they are about.
///
/// The kernel numbers the answers that asked for one, in the order of sending, and reports number and time some time
/// later: on most network cards before the sending call returns. Should an answer have got a number and not been sent,
/// all numbers would be wrong from there on; so after any failure the numbering starts anew, and what was still to come
/// keeps our own time of departure.
///
/// Twenty times a second at most, a plain answer that is the first of its batch asks too: that tells how long the kernel
/// takes to let go of one, by which all stamps are moved ([Pace]).
///
/// One thread; allocates nothing.
final class Departures {
    private static final long PROBE_NANOS = 50_000_000;
    /// A card tells of a departure within this time.
    private static final long CARD_NANOS = 10_000_000;
    private static final int NONE = -1;
    /// Answers that may wait for their stamps; older ones are given up.
    private static final int LONGEST_WAIT = 1_024;

    private final UdpBatch batch;
    private final KernelTimescale timescale;
    private final CardTimescale cards;
    private final Responder responder;
    private final Pace pace;
    private final int[] departures = new int[LONGEST_WAIT];
    private final long[] receiveTimes = new long[LONGEST_WAIT];
    private int next;
    private int reported;
    private long lastProbeNanos = System.nanoTime();
    private int probe = NONE;
    private boolean probing;
    private boolean awaitsCards;
    private long sentNanos;
    private long probeStampNanos;

    Departures(UdpBatch batch, KernelTimescale timescale, CardTimescale cards, Responder responder,
            Pace pace) {
        this.batch = batch;
        this.timescale = timescale;
        this.cards = cards;
        this.responder = responder;
        this.pace = pace;
    }

    /// Whether an answer that is about to be queued first of its batch should ask for a stamp.
    boolean isProbeDue() {
        return System.nanoTime() - lastProbeNanos > PROBE_NANOS;
    }

    /// Remembers that the answer in a slot was queued as a probe.
    void queuedProbe(int slot) {
        lastProbeNanos = System.nanoTime();
        probe = next;
        probing = true;
        queued(slot);
    }

    /// The clock's reading by which the batch is stamped, on the disciplined clock; nanoseconds since 1970.
    void stampedBy(long systemNanos) {
        if (probing) {
            probing = false;
            probeStampNanos = systemNanos;
        }
    }

    /// Remembers that the answer in a slot was queued and asks for a stamp.
    void queued(int slot) {
        int at = next++ & LONGEST_WAIT - 1;
        departures[at] = responder.departure(slot);
        receiveTimes[at] = responder.receiveTime(slot);
    }

    /// Before a batch is answered: cards tell of departures some time after the sending.
    void collect() {
        if (cards.any() && awaitsCards) {
            awaitsCards = System.nanoTime() - sentNanos < CARD_NANOS;
            take(batch.readDepartures());
        }
    }

    /// After a sending.
    ///
    /// @param complete whether all queued answers left
    void sent(boolean complete) {
        if (next == reported) {
            return;
        }
        if (!complete) {
            batch.restartDepartures();
            next = 0;
            reported = 0;
            probe = NONE;
            return;
        }
        awaitsCards = true;
        sentNanos = System.nanoTime();
        take(batch.readDepartures());
    }

    private void take(int count) {
        for (int i = 0; i < count; i++) {
            int number = batch.departureNumber(i);
            int age = next - number;
            if (age > 0 && age <= LONGEST_WAIT) {
                int at = number & LONGEST_WAIT - 1;
                takeCard(i, at);
                if (batch.departureNanos(i) != 0) {
                    long left = timescale.toSystemNanos(batch.departureNanos(i));
                    responder.departed(departures[at], receiveTimes[at], left, Stamp.KERNEL);
                    if (number == probe) {
                        probe = NONE;
                        pace.firstLeft(left - probeStampNanos);
                    }
                }
                reported = number + 1 - reported > 0 ? number + 1 : reported;
            }
        }
    }

    private void takeCard(int report, int at) {
        if (batch.departureCardNanos(report) != 0) {
            long left = cards.sent(batch.departureCardIndex(report), batch.departureCardNanos(report));
            if (left != CardTimescale.UNKNOWN) {
                responder.departed(departures[at], receiveTimes[at], left, Stamp.HARDWARE);
            }
        }
    }
}
