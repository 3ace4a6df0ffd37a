package org.timeball.ntp.server;

import org.timeball.linux.udp.UdpBatch;
import org.timeball.timekeeping.world.KernelTimescale;

/// Brings the kernel's transmit timestamps to the answers that they are about.
///
/// The kernel numbers the answers that asked for one, in the order of sending, and reports number and time some time
/// later: on most network cards before the sending call returns. Should an answer have got a number and not been sent,
/// all numbers would be wrong from there on; so after any failure the numbering starts anew, and what was still to come
/// keeps our own time of departure.
///
/// One thread; allocates nothing.
final class Departures {
    /// Answers that may wait for their stamps; older ones are given up.
    private static final int LONGEST_WAIT = 1_024;

    private final UdpBatch batch;
    private final KernelTimescale timescale;
    private final Responder responder;
    private final int[] departures = new int[LONGEST_WAIT];
    private final long[] receiveTimes = new long[LONGEST_WAIT];
    private int next;
    private int reported;

    Departures(UdpBatch batch, KernelTimescale timescale, Responder responder) {
        this.batch = batch;
        this.timescale = timescale;
        this.responder = responder;
    }

    /// Remembers that the answer in a slot was queued and asks for a stamp.
    void queued(int slot) {
        int at = next++ & LONGEST_WAIT - 1;
        departures[at] = responder.departure(slot);
        receiveTimes[at] = responder.receiveTime(slot);
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
            return;
        }
        int count = batch.readDepartures();
        for (int i = 0; i < count; i++) {
            int number = batch.departureNumber(i);
            int age = next - number;
            if (age > 0 && age <= LONGEST_WAIT) {
                int at = number & LONGEST_WAIT - 1;
                responder.departed(departures[at], receiveTimes[at],
                        timescale.toSystemNanos(batch.departureNanos(i)));
                reported = number + 1 - reported > 0 ? number + 1 : reported;
            }
        }
    }
}
