package org.timeball.ntp.server;

import java.util.concurrent.atomic.AtomicLongArray;
import org.timeball.timekeeping.world.Datagram.Stamp;

/// What one responder counts and remembers: outcomes, its clients, the times of its answers.
///
/// One thread writes; any may read. A reader sees each counter whole and never going back, but two counters not
/// necessarily as of the same moment.
final class Tally {
    private static final int AUTHENTICATED = Outcome.COUNT;
    private static final int INTERLEAVED = AUTHENTICATED + 1;
    private static final int EVICTED = INTERLEAVED + 1;
    private static final int RECEIVED_BY = EVICTED + 1;
    private static final int TRANSMITTED_BY = RECEIVED_BY + Stamp.values().length;

    private final AtomicLongArray counters = new AtomicLongArray(TRANSMITTED_BY + Stamp.values().length);
    private final ClientTable clients;
    private final TimestampTable timestamps;

    Tally(ClientTable clients, TimestampTable timestamps) {
        this.clients = clients;
        this.timestamps = timestamps;
    }

    void count(Slot slot) {
        add(slot.outcome.ordinal());
        if (slot.outcome == Outcome.ANSWERED) {
            if (slot.seal != Slot.Seal.NONE) {
                add(AUTHENTICATED);
            }
            if (slot.interleaved) {
                add(INTERLEAVED);
            }
            add(RECEIVED_BY + slot.receivedBy.ordinal());
            add(TRANSMITTED_BY + slot.transmittedBy.ordinal());
        }
        counters.setOpaque(EVICTED, clients.evicted());
    }

    /// Counts a datagram that its driver refused before it could be a request.
    void count(Outcome outcome) {
        add(outcome.ordinal());
    }

    private void add(int index) {
        counters.setOpaque(index, counters.getPlain(index) + 1);
    }

    long total(Outcome outcome) {
        return counters.getOpaque(outcome.ordinal());
    }

    /// Answers with a code or NTS.
    long authenticated() {
        return counters.getOpaque(AUTHENTICATED);
    }

    /// Answers in interleaved mode.
    long interleaved() {
        return counters.getOpaque(INTERLEAVED);
    }

    /// Clients forgotten for others.
    long evicted() {
        return counters.getOpaque(EVICTED);
    }

    /// Answers whose receive time `by` took.
    long receivedBy(Stamp by) {
        return counters.getOpaque(RECEIVED_BY + by.ordinal());
    }

    /// Answers whose transmit time `by` took.
    long transmittedBy(Stamp by) {
        return counters.getOpaque(TRANSMITTED_BY + by.ordinal());
    }

    ClientTable clients() {
        return clients;
    }

    TimestampTable timestamps() {
        return timestamps;
    }
}
