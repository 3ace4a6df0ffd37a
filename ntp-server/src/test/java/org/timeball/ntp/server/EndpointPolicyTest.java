package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timeball.ntp.auth.KeyRing;
import org.timeball.ntp.wire.ExtensionField;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.ntp.wire.PacketLayout;
import org.timeball.ntp.wire.ReferenceId;
import org.timeball.timekeeping.smoothing.ServedTime.Piece;
import org.timeball.timekeeping.snapshot.ClockReport;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.IpAddress;

/// Endpoints that serve in other ways than the usual, and the neighbours that a request may concern.
class EndpointPolicyTest {
    private static final long NOW = 1_795_176_000_000_000_000L;

    private final ByteBuffer request = ByteBuffer.allocate(1_600);
    private final ByteBuffer reply = ByteBuffer.allocate(1_600);
    private final HeaderFlyweight header = new HeaderFlyweight().wrap(reply);
    private final TimingSnapshot snapshot = Snapshots.locked(NOW, LeapIndicator.INSERT, Span.ofSeconds(100));

    private static BareResponder responder(EndpointPolicy policy, NtsResponder nts) {
        return new BareResponder(-23, policy, new ServerLinks(new KeyRing(), () -> nts, SourceTraffic.NONE),
                ClientLogSettings.DEFAULT);
    }

    private int answer(BareResponder responder, int length) {
        request.put(0, (byte) 0x23).putLong(40, 7);
        return responder.answer(request, length, 5_000, NOW, NOW + 1_000, snapshot, reply);
    }

    @Test
    void anEndpointOfSmearedTimeServesAllItsTimesSmearedAndNoLeap() {
        LeapSmear smear = new LeapSmear(Span.ofSeconds(86_400));
        smear.announce(new SystemInstant(NOW + 21_600L * 1_000_000_000L), LeapIndicator.INSERT);
        BareResponder smeared = responder(EndpointPolicy.DEFAULT.withTime(smear), NtsResponder.NONE);
        assertThat(answer(smeared, 48)).isEqualTo(48);
        // Six hours before the leap, a quarter of the second is behind.
        assertThat(NtpTimestamp.toUnixNanos(header.receiveTime(), NOW)).isEqualTo(NOW - 250_000_000L);
        assertThat(NtpTimestamp.toUnixNanos(header.transmitTime(), NOW)).isEqualTo(NOW + 1_000 - 250_000_000L);
        assertThat(NtpTimestamp.toUnixNanos(header.referenceTime(), NOW)).isBetween(NOW - 500_003_000L,
                NOW - 500_000_000L + 3_000);
        assertThat(header.leap()).isZero();
        assertThat(header.referenceId()).isEqualTo(0x7f7f01ff);
        assertThat(header.rootDispersion() / 65_536.0).isBetween(0.25, 0.251);
        BareResponder utc = responder(EndpointPolicy.DEFAULT, NtsResponder.NONE);
        assertThat(answer(utc, 48)).isEqualTo(48);
        assertThat(header.receiveTime()).isEqualTo(NtpTimestamp.ofUnixNanos(NOW));
        assertThat(header.leap()).isEqualTo(1);
    }

    @Test
    void smoothedTimeIsServedAsPlannedWithItsDistanceFromUtcInTheBound() {
        Piece falling = new Piece(NOW - 1_000_000_000L, NOW + 9_000_000_000L, 0.011, -0.001, 0);
        SmoothedTime smoothed = smoothed(new org.timeball.timekeeping.smoothing.ServedTime(true, false,
                List.of(falling), true, new SystemInstant(NOW)));
        BareResponder responder = responder(EndpointPolicy.DEFAULT.withTime(smoothed), NtsResponder.NONE);
        assertThat(answer(responder, 48)).isEqualTo(48);
        assertThat(NtpTimestamp.toUnixNanos(header.receiveTime(), NOW)).isEqualTo(NOW + 10_000_000L);
        assertThat(header.referenceId()).isEqualTo(0x7f7f01ff);
        assertThat(header.rootDispersion() / 65_536.0).isBetween(0.01, 0.0101);
        assertThat(header.leap()).isZero();
    }

    @Test
    void wherePlannedTimeHasComeToTheClockUtcIsServed() {
        SmoothedTime smoothed = smoothed(new org.timeball.timekeeping.smoothing.ServedTime(true, false, List.of(),
                false, new SystemInstant(NOW)));
        BareResponder responder = responder(EndpointPolicy.DEFAULT.withTime(smoothed), NtsResponder.NONE);
        assertThat(answer(responder, 48)).isEqualTo(48);
        assertThat(header.receiveTime()).isEqualTo(NtpTimestamp.ofUnixNanos(NOW));
        assertThat(header.referenceId()).isEqualTo(ReferenceId.ofCode("GPS"));
        assertThat(header.leap()).isEqualTo(1);
    }

    private SmoothedTime smoothed(org.timeball.timekeeping.smoothing.ServedTime plan) {
        ClockReport clock = snapshot.clock();
        return new SmoothedTime(new SnapshotBoard(snapshot.with(new ClockReport(clock.tracking(), clock.manual(),
                clock.local(), clock.localActive(), clock.taiMinusUtc(), Optional.of(plan)))));
    }

    @Test
    void inTheSecondsThatReadAlikeASmearedEndpointIsSilent() {
        LeapSmear smear = new LeapSmear(Span.ofSeconds(86_400));
        smear.announce(new SystemInstant(NOW + 500_000_000L), LeapIndicator.INSERT);
        BareResponder smeared = responder(EndpointPolicy.DEFAULT.withTime(smear), NtsResponder.NONE);
        assertThat(answer(smeared, 48)).isZero();
        assertThat(smeared.outcome()).isEqualTo(Outcome.CLOCK);
    }

    @Test
    void anNtsOnlyEndpointIsSilentWithoutNts() {
        EndpointPolicy policy = new EndpointPolicy(Optional.empty(), true, false, ServedTime.UTC);
        BareResponder responder = responder(policy, new EchoNts(NtsResponder.Check.AUTHENTIC));
        assertThat(answer(responder, 48)).isZero();
        assertThat(responder.outcome()).isEqualTo(Outcome.AUTHENTICATION);
        ExtensionField.begin(request, 48, ExtensionField.UNIQUE_IDENTIFIER, 36);
        assertThat(answer(responder, 84)).isEqualTo(84);
    }

    @Test
    void anNtsAnswerIsSealedWhenItsTimesAreWritten() {
        EchoNts nts = new EchoNts(NtsResponder.Check.AUTHENTIC);
        BareResponder responder = responder(EndpointPolicy.DEFAULT, nts);
        ExtensionField.begin(request, 48, ExtensionField.UNIQUE_IDENTIFIER, 36);
        assertThat(answer(responder, 84)).isEqualTo(84);
        assertThat(nts.sealedTransmit).isEqualTo(NtpTimestamp.ofUnixNanos(NOW + 1_000));
        assertThat(reply.getShort(48)).isEqualTo((short) ExtensionField.UNIQUE_IDENTIFIER);
        assertThat(responder.counters.statistics().authenticated()).isEqualTo(1);
    }

    @Test
    void anUnknownCookieIsToldNtsn() {
        BareResponder responder = responder(EndpointPolicy.DEFAULT, new EchoNts(NtsResponder.Check.UNKNOWN));
        ExtensionField.begin(request, 48, ExtensionField.UNIQUE_IDENTIFIER, 36);
        assertThat(answer(responder, 84)).isEqualTo(84);
        assertThat(responder.outcome()).isEqualTo(Outcome.KISSED);
        assertThat(ReferenceId.text(header.referenceId())).isEqualTo("NTSN");
        assertThat(header.stratum()).isZero();
    }

    @Test
    void anAnswerThatNtsMakesTooLongIsNotSent() {
        EchoNts nts = new EchoNts(NtsResponder.Check.AUTHENTIC);
        nts.excess = 4;
        BareResponder responder = responder(EndpointPolicy.DEFAULT, nts);
        ExtensionField.begin(request, 48, ExtensionField.UNIQUE_IDENTIFIER, 36);
        assertThat(answer(responder, 84)).isZero();
        nts.excess = -84;
        assertThat(answer(responder, 84)).isZero();
        assertThat(responder(EndpointPolicy.DEFAULT, new EchoNts(NtsResponder.Check.MALFORMED)).answer(request, 84,
                5_000, NOW, NOW, snapshot, reply)).isZero();
    }

    @Test
    void aSourcesPacketsAreHandedOverAndItsRequestsAnswered() {
        List<Long> asked = new ArrayList<>();
        SourceTraffic sources = new SourceTraffic() {
            @Override
            public boolean isSource(long high, long low) {
                asked.add(low);
                return low == BareResponder.CLIENT.low();
            }

            @Override
            public void received(Datagram datagram) {
                throw new AssertionError("the driver hands it over");
            }
        };
        BareResponder responder = new BareResponder(-23, EndpointPolicy.DEFAULT,
                new ServerLinks(new KeyRing(), () -> NtsResponder.NONE, sources), ClientLogSettings.DEFAULT);
        for (int mode : new int[]{1, 2, 4, 5}) {
            request.put(0, (byte) (0x20 | mode));
            assertThat(responder.answer(request, 48, 123, NOW, NOW, snapshot, reply)).isZero();
            assertThat(responder.outcome()).isEqualTo(Outcome.SOURCE);
        }
        assertThat(answer(responder, 48)).as("a source may be a client too").isEqualTo(48);
        assertThat(asked).hasSize(4);
        responder.from(IpAddress.v4(192, 0, 2, 9));
        request.put(0, (byte) 0x21);
        assertThat(responder.answer(request, 48, 123, NOW, NOW, snapshot, reply)).isEqualTo(48);
        assertThat(header.mode()).isEqualTo(HeaderFlyweight.MODE_PASSIVE);
    }

    /// Copies the unique identifier and seals by remembering what it saw.
    private static final class EchoNts implements NtsResponder {
        private final Check check;
        private long sealedTransmit;
        private int excess;

        EchoNts(Check check) {
            this.check = check;
        }

        @Override
        public Check check(int slot, ByteBuffer request, PacketLayout layout) {
            return layout.find(ExtensionField.UNIQUE_IDENTIFIER) < 0 ? Check.PLAIN : check;
        }

        @Override
        public int prepare(int slot, ByteBuffer reply, int longest) {
            ExtensionField.begin(reply, 48, ExtensionField.UNIQUE_IDENTIFIER, 36);
            return 84 + excess;
        }

        @Override
        public int refuse(int slot, ByteBuffer reply, int longest) {
            return prepare(slot, reply, longest);
        }

        @Override
        public void seal(int slot, ByteBuffer reply, int length) {
            sealedTransmit = reply.getLong(40);
        }
    }
}
