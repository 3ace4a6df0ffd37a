package org.timeball.ntp.server;

import org.timeball.timekeeping.world.Datagram.Stamp;

/// What is remembered of one request from its judging until its answer has left; used again and again.
final class Slot {
    Outcome outcome = Outcome.MALFORMED;
    long high;
    long low;
    long receivedNanos;
    Stamp receivedBy = Stamp.DAEMON;
    /// Whether the client's table knows of this request already.
    boolean inClientTable;
    /// Bytes of the answer; 0 for silence.
    int length;
    Seal seal = Seal.NONE;
    long keyId;
    int version;
    boolean interleaved;
    /// Who took the transmit time that the answer carries.
    Stamp transmittedBy = Stamp.DAEMON;
    /// The receive time that the answer carries.
    long receiveTime;
    /// Where the time of this answer's departure is kept, or -1.
    int departure = -1;

    void begin(Arrival arrival) {
        outcome = Outcome.MALFORMED;
        high = arrival.high;
        low = arrival.low;
        receivedNanos = arrival.receivedNanos;
        receivedBy = arrival.stampedBy;
        inClientTable = false;
        length = 0;
        seal = Seal.NONE;
        interleaved = false;
        transmittedBy = Stamp.DAEMON;
        departure = -1;
    }

    /// What makes an answer authentic.
    enum Seal {
        NONE,
        /// A code by a symmetric key.
        CODE,
        NTS
    }
}
