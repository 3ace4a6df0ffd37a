package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.ntp.wire.ReferenceId;
import org.timeball.ntp.wire.ShortFormat;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

class ResponderTest {
    /// 2026-11-20T12:00:00Z
    private static final long NOW = 1_795_176_000_000_000_000L;
    private static final long RECEIVED = NOW + 500_000_000;
    private static final long TRANSMIT = RECEIVED + 20_000;
    private static final int PORT = 45_678;
    private static final double PRECISION = 0x1p-23;

    private final BareResponder responder = new BareResponder(-23);
    private final ByteBuffer reply = ByteBuffer.allocate(1_600);
    private final HeaderFlyweight header = new HeaderFlyweight().wrap(reply);
    private TimingSnapshot snapshot = Snapshots.locked(NOW);

    private int answer(ByteBuffer request) {
        return answer(request, request.capacity(), PORT);
    }

    private int answer(ByteBuffer request, int length, int port) {
        return responder.answer(request, length, port, RECEIVED, TRANSMIT, snapshot, reply);
    }

    private void assertSilence(ByteBuffer request, Outcome why) {
        assertThat(answer(request)).isZero();
        assertThat(responder.outcome()).isEqualTo(why);
    }

    @Test
    void aRequestIsAnsweredByteForByteAsWrittenDown() {
        // The request: what `chronyd -Q` 4.3 sends (version 4, poll 6, precision 32, random transmit time). The answer
        // was put together by hand from RFC 5905 figure 8: stratum 1, poll 6, precision 2^-23 s, root delay 1 ns and
        // root dispersion 1.62 us each rounded up to 2^-16 s, GPS, and the four times.
        ByteBuffer request = ByteBuffer.wrap(HexFormat.of().parseHex("230006200000000000000000000000000000000000000000"
                + "00000000000000000000000000000000b3a1c5d2e4f60718"));
        assertThat(answer(request)).isEqualTo(48);
        String seconds = "eeaab4c0";
        assertThat(HexFormat.of().formatHex(reply.array(), 0, 48)).isEqualTo("240106e9000000010000000147505300"
                + "eeaab4bf" + "c0000000" + "b3a1c5d2e4f60718" + seconds + "80000000" + seconds + "80014f8b");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyVersionIsAnsweredInItsOwn(int version) {
        assertThat(answer(Packets.request(version, 7))).isEqualTo(48);
        assertThat(header.version()).isEqualTo(version);
        assertThat(header.mode()).isEqualTo(HeaderFlyweight.MODE_SERVER);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 6, 7})
    void anUnknownVersionIsMetWithSilence(int version) {
        assertSilence(Packets.request(version, 7), Outcome.VERSION);
    }

    @Test
    void aVersion1RequestWithoutAModeIsAClientsUnlessItComesFromPort123() {
        ByteBuffer request = Packets.request(1, 7).put(0, (byte) 0x08);
        assertThat(answer(request, 48, PORT)).isEqualTo(48);
        assertThat(reply.get(0)).isEqualTo((byte) 0x0c);
        assertThat(answer(request, 48, 123)).isZero();
        assertThat(responder.outcome()).isEqualTo(Outcome.MODE);
    }

    @Test
    void onlyClientsAndActivePeersAreAnswered() {
        for (int version = 1; version <= 4; version++) {
            for (int mode : new int[]{0, 2, 4, 5, 6, 7}) {
                if (version > 1 || mode > 0) {
                    ByteBuffer request = Packets.request(version, 7).put(0, (byte) (version << 3 | mode));
                    assertSilence(request, Outcome.MODE);
                }
            }
        }
    }

    @Test
    void anAnswerIsNoRequest() {
        answer(Packets.request(4, 7));
        ByteBuffer own = ByteBuffer.allocate(48).put(0, reply, 0, 48);
        assertSilence(own, Outcome.MODE);
    }

    @Test
    void aTruncatedRequestIsMetWithSilence() {
        ByteBuffer request = Packets.request(4, 7);
        for (int length = -1; length < 48; length++) {
            assertThat(answer(request, length, PORT)).isZero();
            assertThat(responder.outcome()).isEqualTo(Outcome.MALFORMED);
        }
    }

    @Test
    void aRequestFromPort0CannotBeAnswered() {
        assertThat(answer(Packets.request(4, 7), 48, 0)).isZero();
        assertThat(responder.outcome()).isEqualTo(Outcome.ADDRESS);
    }

    @Test
    void extensionFieldsAreSkippedAndTheAnswerIsPlain() {
        ByteBuffer request = ByteBuffer.allocate(48 + 32).put(0, Packets.request(4, 9), 0, 48);
        request.putShort(48, (short) 0x0104).putShort(50, (short) 32);
        assertThat(answer(request)).isEqualTo(48);
        assertThat(header.originTime()).isEqualTo(9);
    }

    @Test
    void brokenExtensionFieldsAreMetWithSilence() {
        ByteBuffer request = ByteBuffer.allocate(48 + 128).put(0, Packets.request(4, 9), 0, 48);
        for (int field : new int[]{0, 4, 15, 18, 132, 65_532}) {
            assertSilence(request.putShort(50, (short) field), Outcome.MALFORMED);
        }
    }

    @Test
    void aMacOfAnUnknownKeyIsMetWithSilence() {
        for (int mac : new int[]{4, 20, 24}) {
            for (int version = 1; version <= 4; version++) {
                ByteBuffer request = ByteBuffer.allocate(48 + mac).put(0, Packets.request(version, 9), 0, 48);
                assertSilence(request, Outcome.AUTHENTICATION);
            }
        }
    }

    @Test
    void theOriginIsTheTransmitTimeBitForBitWhateverItIs() {
        for (long transmit : new long[]{0, 1, -1, Long.MIN_VALUE, 0x0123_4567_89ab_cdefL}) {
            assertThat(answer(Packets.request(4, transmit))).isEqualTo(48);
            assertThat(header.originTime()).isEqualTo(transmit);
        }
    }

    @Test
    void nothingOfTheRequestButPollAndTransmitTimeComesBack() {
        ByteBuffer request = ByteBuffer.allocate(48);
        for (int i = 0; i < 48; i++) {
            request.put(i, (byte) 0xa5);
        }
        request.put(0, (byte) 0xe3);
        answer(request);
        String first = HexFormat.of().formatHex(reply.array(), 0, 48);
        answer(Packets.request(4, 0xa5a5_a5a5_a5a5_a5a5L).put(2, (byte) 0xa5));
        assertThat(HexFormat.of().formatHex(reply.array(), 0, 48)).isEqualTo(first);
    }

    @Test
    void theBoundGrowsWithTheSnapshotsAgeAndHoldsThePrecision() {
        for (double age : new double[]{0, 0.5, 2.9}) {
            long transmit = NOW + (long) (age * 1e9);
            responder.answer(Packets.request(4, 7), 48, PORT, transmit, transmit, snapshot, reply);
            double bound = Snapshots.DISPERSION + age * Snapshots.DISPERSION_RATE + PRECISION;
            // Rounded up to the format's 2^-16 s.
            assertThat(ShortFormat.toSeconds(header.rootDispersion())).isBetween(bound, bound + 0x1p-16);
        }
        assertThat(ShortFormat.toSeconds(header.rootDelay())).isEqualTo(0x1p-16);
    }

    @Test
    void theReferenceTimeIsThatOfTheLastCorrection() {
        answer(Packets.request(4, 7));
        assertThat(NtpTimestamp.toUnixNanos(header.referenceTime(), NOW)).isEqualTo(NOW - 250_000_000);
    }

    @ParameterizedTest
    @EnumSource(value = LeapIndicator.class, names = "UNSYNCHRONISED", mode = EnumSource.Mode.EXCLUDE)
    void theLeapWarningIsPassedOn(LeapIndicator leap) {
        snapshot = Snapshots.locked(NOW, leap, Snapshots.GOOD_FOR);
        answer(Packets.request(4, 7));
        assertThat(header.leap()).isEqualTo(switch (leap) {
            case NONE -> 0;
            case INSERT -> 1;
            case DELETE -> 2;
            case UNSYNCHRONISED -> 3;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15})
    void theStratumIsTheSnapshots(int stratum) {
        snapshot = Snapshots.withClaim(NOW, LeapIndicator.NONE, stratum, Lock.LOCKED, Snapshots.GOOD_FOR);
        answer(Packets.request(4, 7));
        assertThat(header.stratum()).isEqualTo(stratum);
    }

    @Test
    void anExpiredSnapshotIsServedAsUnsynchronised() {
        snapshot = Snapshots.locked(NOW, LeapIndicator.NONE, Span.ofNanos(TRANSMIT - NOW));
        answer(Packets.request(4, 7));
        assertThat(header.stratum()).isEqualTo(1);
        snapshot = Snapshots.locked(NOW, LeapIndicator.NONE, Span.ofNanos(TRANSMIT - NOW - 1));
        assertThat(answer(Packets.request(4, 7))).isEqualTo(48);
        assertUnsynchronised();
        assertThat(header.referenceId()).isZero();
        assertThat(NtpTimestamp.toUnixNanos(header.referenceTime(), NOW)).isEqualTo(NOW - 250_000_000);
    }

    @Test
    void aSnapshotOfTheFutureIsNotVouchedFor() {
        // The clock was stepped back and the timekeeper has not caught up.
        snapshot = Snapshots.locked(TRANSMIT + 1);
        answer(Packets.request(4, 7));
        assertUnsynchronised();
    }

    @Test
    void aLeapIndicatorOfUnsynchronisedWithdrawsTheStratum() {
        snapshot = Snapshots.locked(NOW, LeapIndicator.UNSYNCHRONISED, Snapshots.GOOD_FOR);
        answer(Packets.request(4, 7));
        assertUnsynchronised();
    }

    @Test
    void aBoxThatKnowsNothingSaysInit() {
        snapshot = TimingSnapshot.unsynchronised(new SystemInstant(NOW));
        assertThat(answer(Packets.request(4, 7))).isEqualTo(48);
        assertUnsynchronised();
        assertThat(ReferenceId.text(header.referenceId())).isEqualTo("INIT");
        assertThat(header.referenceTime()).isZero();
        assertThat(header.originTime()).isEqualTo(7);
    }

    private void assertUnsynchronised() {
        assertThat(header.leap()).isEqualTo(3);
        assertThat(header.stratum()).isZero();
        assertThat(header.rootDispersion()).isEqualTo(ShortFormat.MAX);
    }

    @Test
    void aClockSetBackBetweenRequestAndAnswerIsMetWithSilence() {
        int length = responder.answer(Packets.request(4, 7), 48, PORT, RECEIVED, RECEIVED - 1, snapshot, reply);
        assertThat(length).isZero();
        assertThat(responder.outcome()).isEqualTo(Outcome.CLOCK);
        assertThat(responder.answer(Packets.request(4, 7), 48, PORT, RECEIVED, RECEIVED, snapshot, reply))
                .isEqualTo(48);
    }

    @Test
    void timesPastTheRolloverOf2036GoOutModulo2To32() {
        long rollover = ((1L << 32) - 2_208_988_800L) * 1_000_000_000L;
        snapshot = Snapshots.locked(rollover - 100);
        responder.answer(Packets.request(4, -1), 48, PORT, rollover - 1, rollover + 1, snapshot, reply);
        assertThat(header.stratum()).isEqualTo(1);
        assertThat(header.originTime()).isEqualTo(-1);
        assertThat(header.receiveTime()).isEqualTo(0xffff_ffff_ffff_fffbL);
        assertThat(header.transmitTime()).isEqualTo(4);
    }

    @Test
    void theExtremesOfLongAreAnswered() {
        for (long nanos : new long[]{Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
            assertThat(responder.answer(Packets.request(4, 7), 48, PORT, nanos, nanos, snapshot, reply)).isEqualTo(48);
        }
    }

    @Test
    void aPrecisionThatCannotBeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BareResponder(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BareResponder(-32));
    }
}
