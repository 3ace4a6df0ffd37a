package org.timeball.ntp.server;

import java.util.concurrent.atomic.AtomicLongArray;

/// What one responder counts: outcomes, and the clients it answered.
///
/// One thread writes; any may read. A reader sees each counter whole and never going back, but two counters not
/// necessarily as of the same moment.
final class Tally {
    private final AtomicLongArray outcomes = new AtomicLongArray(Outcome.COUNT);
    private final ClientTable clients;

    Tally(ClientTable clients) {
        this.clients = clients;
    }

    /// @param high of the sender's address
    /// @param low of the sender's address
    /// @param receivedNanos the system clock when the datagram arrived
    void count(Outcome outcome, long high, long low, long receivedNanos) {
        int index = outcome.ordinal();
        outcomes.setOpaque(index, outcomes.getPlain(index) + 1);
        if (outcome == Outcome.ANSWERED) {
            clients.count(high, low, receivedNanos);
        }
    }

    long total(Outcome outcome) {
        return outcomes.getOpaque(outcome.ordinal());
    }

    ClientTable clients() {
        return clients;
    }
}
