package org.timeball.ntp.server;

import java.nio.ByteBuffer;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.ntp.wire.PacketLayout;
import org.timeball.ntp.wire.ReferenceId;
import org.timeball.ntp.wire.ShortFormat;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.time.LeapIndicator;

/// Turns one client request into one answer (RFC 5905 section 9.2, mode 3 to mode 4).
///
/// No clock and no socket: what it needs to know comes with the call. It allocates nothing and throws on no request.
/// One thread at a time; each responder thread has its own.
///
/// Version 1 had no mode field: such a request counts as a client's unless it comes from port 123, which marked a
/// symmetric peer (RFC 1305 appendix B, `reserved` mode).
public final class Responder {
    private static final int NTP_PORT = 123;
    private static final int OLDEST_VERSION = 1;
    private static final int NEWEST_VERSION = 4;

    private final int precision;
    private final double precisionSeconds;
    private final HeaderFlyweight question = new HeaderFlyweight();
    private final PacketLayout layout = new PacketLayout();
    private final HeaderFlyweight answer = new HeaderFlyweight();
    private Outcome outcome = Outcome.MALFORMED;

    /// @param precisionLog2 log2 seconds of the clock's precision, -31 to 0; -23 is 119 ns
    public Responder(int precisionLog2) {
        if (precisionLog2 < -31 || precisionLog2 > 0) {
            throw new IllegalArgumentException("precision is 2^" + precisionLog2 + " s; it must be 2^-31 to 2^0");
        }
        precision = precisionLog2;
        precisionSeconds = Math.scalb(1.0, precisionLog2);
    }

    /// Answers one request or stays silent.
    ///
    /// @param request the datagram from index 0, network order
    /// @param length its bytes
    /// @param clientPort the UDP port it came from
    /// @param receivedNanos the system clock when it arrived, nanoseconds since 1970
    /// @param transmitNanos the system clock when the answer will leave, nanoseconds since 1970
    /// @param snapshot how good that clock is
    /// @param reply where the answer goes, from index 0, network order; not the request's buffer
    /// @return bytes of the answer; 0 for silence, with the cause in [#outcome]
    public int answer(ByteBuffer request, int length, int clientPort, long receivedNanos, long transmitNanos,
            TimingSnapshot snapshot, ByteBuffer reply) {
        outcome = judge(request, length, clientPort);
        if (outcome == Outcome.ANSWERED && transmitNanos < receivedNanos) {
            outcome = Outcome.CLOCK;
        }
        if (outcome != Outcome.ANSWERED) {
            return 0;
        }
        answer.wrap(reply).poll(question.poll()).precision(precision).originTime(question.transmitTime())
                .receiveTime(NtpTimestamp.ofUnixNanos(receivedNanos))
                .transmitTime(NtpTimestamp.ofUnixNanos(transmitNanos));
        if (snapshot.vouchesAt(transmitNanos) && snapshot.leap() != LeapIndicator.UNSYNCHRONISED) {
            claim(snapshot, transmitNanos);
        } else {
            disclaim(snapshot);
        }
        return HeaderFlyweight.BYTES;
    }

    /// Writes a later transmit time into an answer that [#answer] made.
    public void stamp(ByteBuffer reply, long transmitNanos) {
        answer.wrap(reply).transmitTime(NtpTimestamp.ofUnixNanos(transmitNanos));
    }

    /// What became of the last request.
    public Outcome outcome() {
        return outcome;
    }

    private Outcome judge(ByteBuffer request, int length, int clientPort) {
        if (length < HeaderFlyweight.BYTES || length > request.capacity()) {
            return Outcome.MALFORMED;
        }
        if (clientPort == 0) {
            return Outcome.ADDRESS;
        }
        question.wrap(request);
        int version = question.version();
        if (version < OLDEST_VERSION || version > NEWEST_VERSION) {
            return Outcome.VERSION;
        }
        if (!isClient(version, question.mode(), clientPort)) {
            return Outcome.MODE;
        }
        return switch (layout.parse(request, length, version)) {
            case NOTHING, EXTENSIONS -> Outcome.ANSWERED;
            case MAC, CRYPTO_NAK, MS_SNTP -> Outcome.AUTHENTICATION;
            case MALFORMED -> Outcome.MALFORMED;
        };
    }

    private static boolean isClient(int version, int mode, int port) {
        return mode == HeaderFlyweight.MODE_CLIENT
                || version == 1 && mode == HeaderFlyweight.MODE_RESERVED && port != NTP_PORT;
    }

    /// The snapshot's claim, aged to the moment of sending; reading the clock adds its own precision to the bound.
    private void claim(TimingSnapshot snapshot, long transmitNanos) {
        answer.leapVersionMode(snapshot.leap().ordinal(), question.version(), HeaderFlyweight.MODE_SERVER)
                .stratum(snapshot.stratum()).rootDelay(ShortFormat.ceilingOf(snapshot.rootDelay().seconds()))
                .rootDispersion(ShortFormat.ceilingOf(snapshot.rootDispersionAt(transmitNanos) + precisionSeconds))
                .referenceId(snapshot.refid())
                .referenceTime(NtpTimestamp.ofUnixNanos(snapshot.referenceTime().nanos()));
    }

    /// Says that the time must not be believed: leap 3, stratum 0 (16 on the wire), and no bound on the error.
    private void disclaim(TimingSnapshot snapshot) {
        boolean never = snapshot.lock() == Lock.ACQUIRING;
        answer.leapVersionMode(HeaderFlyweight.LEAP_UNSYNCHRONISED, question.version(), HeaderFlyweight.MODE_SERVER)
                .stratum(0).rootDelay(0).rootDispersion(ShortFormat.MAX)
                .referenceId(never ? ReferenceId.INIT : ReferenceId.NONE)
                .referenceTime(never ? 0 : NtpTimestamp.ofUnixNanos(snapshot.referenceTime().nanos()));
    }
}
