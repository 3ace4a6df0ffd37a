package org.timeball.ntp.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.RandomSource;

/// The on-wire protocol with one source: which timestamps go out, whether what comes in answers them, and which four
/// belong together (RFC 5905 section 8, RFC 9769).
///
/// A client's timestamps are random bits: they tell an observer nothing, and an
/// off-path attacker cannot guess them. In interleaved mode a response carries the exact time at which the response
/// before it left, so that a measurement is of the exchange before.
final class OnWire {
    /// A server that has not answered so many interleaved requests may have forgotten us; one in basic mode finds out.
    private static final int MOST_INTERLEAVED_UNANSWERED = 3;
    /// A peer that answers in basic mode so many times may not know the other; it is tried again now and then.
    private static final int MOST_REFUSALS = 2;
    private static final int TRY_AGAIN = 8;
    private static final int NTP_FRACTION_BITS = 32;

    private final boolean peer;
    private final boolean interleaves;
    private final RandomSource random;
    private final int precisionLog2;

    /// What we sent last.
    private long sentTransmit;
    private long sentReceive;
    private boolean sentInterleaved;
    private @Nullable LocalStamp left;
    private int unanswered;
    private int refusals;
    private int writes;

    /// What came last and was accepted.
    private @Nullable Heard heard;
    /// Packets accepted since we sent.
    private int heardSince;
    private long lastReceive;
    private long lastTransmit;

    /// @param receive the source's receive time of our packet before
    /// @param transmit its transmit time as it stood in the packet
    /// @param requestLeft when our packet before that had left
    /// @param came when it came
    /// @param basic whether it was itself a measurement in basic mode
    private record Heard(long receive, long transmit, LocalStamp requestLeft, LocalStamp came, boolean basic) {
    }

    /// How a packet relates to what we sent.
    enum Kind {
        BASIC,
        INTERLEAVED,
        /// To nothing: forged, late, or an answer to another packet.
        BOGUS
    }

    /// @param peer symmetric mode: our timestamps then are real, since the other side measures by them
    OnWire(boolean peer, boolean interleaves, RandomSource random, int precisionLog2) {
        this.peer = peer;
        this.interleaves = interleaves;
        this.random = random;
        this.precisionLog2 = precisionLog2;
    }

    /// Writes the timestamps of the next packet.
    ///
    /// @param now our clock just before sending
    void write(HeaderFlyweight header, LocalStamp now) {
        @Nullable
        Heard last = heard;
        boolean interleaved = interleaves && last != null
                && (peer ? mayInterleaveWithPeer() : unanswered <= MOST_INTERLEAVED_UNANSWERED);
        long receive = 0;
        if (peer && last != null) {
            receive = fuzzed(last.came, sentReceive);
        } else if (interleaved) {
            receive = randomBits();
        }
        long transmit = randomBits();
        if (peer) {
            transmit = interleaved && left != null ? fuzzed(left, sentTransmit) : fuzzed(now, sentTransmit);
        }
        long origin = 0;
        if (last != null && interleaved) {
            origin = last.receive;
        } else if (last != null && peer) {
            origin = last.transmit;
        }
        header.originTime(origin).receiveTime(receive).transmitTime(transmit);
        sentInterleaved = interleaved;
        sentReceive = receive;
        sentTransmit = transmit;
        left = now;
        unanswered++;
        heardSince = 0;
    }

    /// Only after exactly one packet is it clear which of the peer's packets a timestamp is about.
    private boolean mayInterleaveWithPeer() {
        return heardSince == 1 && (refusals < MOST_REFUSALS || writes++ % TRY_AGAIN == 0);
    }

    /// A better time at which the last packet left.
    ///
    /// @param transmit the transmit time that stood in it
    boolean leftAt(long transmit, LocalStamp stamp) {
        if (left == null || transmit != sentTransmit) {
            return false;
        }
        left = stamp;
        return true;
    }

    /// Packets sent since the last that was accepted.
    int unanswered() {
        return unanswered;
    }

    /// Whether a packet is the one before it once more.
    boolean isDuplicate(Response response) {
        return heard != null && response.receive() == lastReceive && response.transmit() == lastTransmit;
    }

    Kind kind(Response response) {
        if (left == null || response.origin() == 0) {
            return Kind.BOGUS;
        }
        if (response.origin() == sentTransmit) {
            return Kind.BASIC;
        }
        boolean mayInterleave = peer ? heard != null : sentInterleaved;
        return mayInterleave && response.origin() == sentReceive ? Kind.INTERLEAVED : Kind.BOGUS;
    }

    /// The four timestamps that a packet completes; empty for one that completes none.
    ///
    /// @param kind what [#kind] said of it, before it was accepted
    Optional<RoundTrip> roundTrip(Response response, Kind kind, LocalStamp came) {
        @Nullable
        LocalStamp sent = left;
        @Nullable
        Heard last = heard;
        return switch (kind) {
            case BASIC -> sent == null
                    ? Optional.empty()
                    : Optional.of(new RoundTrip(sent, response.receive(), response.transmit(), came));
            case INTERLEAVED -> last == null || sent == null
                    ? Optional.empty()
                    : Optional.of(peer
                            ? new RoundTrip(sent, response.receive(), response.transmit(), last.came)
                            : new RoundTrip(last.requestLeft, last.receive, response.transmit(), last.came));
            case BOGUS -> Optional.empty();
        };
    }

    /// Whether an interleaved packet measures what its forerunner had already measured in basic mode.
    boolean isOldNews(Kind kind) {
        return kind == Kind.INTERLEAVED && !peer && heard != null && heard.basic;
    }

    /// Takes a packet's timestamps for the next round.
    void accept(Response response, Kind kind, LocalStamp came) {
        heard = new Heard(response.receive(), response.transmit(), left == null ? came : left, came,
                kind == Kind.BASIC);
        lastReceive = response.receive();
        lastTransmit = response.transmit();
        unanswered = 0;
        heardSince++;
        if (kind == Kind.INTERLEAVED) {
            refusals = 0;
        } else if (kind == Kind.BASIC && sentInterleaved) {
            refusals++;
        }
        if (!peer) {
            // A second answer to the same request is not to pass for one.
            sentTransmit = randomBits();
            sentReceive = randomBits();
        }
    }

    /// The clock was stepped: what was stamped before reads otherwise now.
    void stepped(Span amount) {
        if (left != null) {
            left = left.stepped(amount);
        }
        if (heard != null) {
            heard = new Heard(heard.receive, heard.transmit, heard.requestLeft.stepped(amount),
                    heard.came.stepped(amount), heard.basic);
        }
    }

    void forget() {
        heard = null;
        left = null;
        unanswered = 0;
        heardSince = 0;
        sentTransmit = randomBits();
        sentReceive = randomBits();
    }

    /// Random bits below the clock's precision, so that no two packets carry the same timestamp.
    private long fuzzed(LocalStamp stamp, long unlike) {
        int bits = Math.clamp(NTP_FRACTION_BITS + precisionLog2, 1, NTP_FRACTION_BITS);
        long mask = (1L << bits) - 1;
        long exact = NtpTimestamp.ofUnixNanos(stamp.at().nanos());
        long fuzzed = exact;
        do {
            fuzzed = exact & ~mask | random.nextLong() & mask;
        } while (fuzzed == unlike || fuzzed == 0);
        return fuzzed;
    }

    private long randomBits() {
        long bits = 0;
        while (bits == 0 || bits == sentTransmit || bits == sentReceive) {
            bits = random.nextLong();
        }
        return bits;
    }
}
