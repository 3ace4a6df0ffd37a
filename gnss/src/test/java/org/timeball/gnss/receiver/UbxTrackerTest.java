package org.timeball.gnss.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.timeball.gnss.nmea.Sentences;
import org.timeball.gnss.receiver.FixState.Mode;
import org.timeball.gnss.sky.GnssSystem;
import org.timeball.gnss.ubx.Frames;
import org.timeball.gnss.ubx.UbxFrameBuilder;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.SecondLabel;
import org.timeball.timekeeping.observation.Observation.Standing;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

class UbxTrackerTest {
    private static final SourceId SOURCE = new SourceId(1);
    private static final UtcInstant FLOOR = UtcInstant.of(2026, 11, 1, 0, 0, 0, 0);
    private static final SystemInstant START = new SystemInstant(1_763_000_000_000_000_000L);
    private static final long UNKNOWN_ACCURACY = 0xffff_ffffL;
    private final ReceiverTracker tracker = new ReceiverTracker(SOURCE, FLOOR);
    private final List<FixReport> reports = new ArrayList<>();

    UbxTrackerTest() {
        tracker.listener(reports::add);
    }

    private static SystemInstant at(double seconds) {
        return START.plus(Span.ofSeconds(seconds));
    }

    private List<SecondLabel> hear(double seconds, byte[]... frames) {
        List<SecondLabel> labels = new ArrayList<>();
        for (Observation observation : tracker.accept(Sentences.joined(frames), at(seconds))) {
            labels.add((SecondLabel) observation);
        }
        return labels;
    }

    private static UtcInstant second(int second) {
        return UtcInstant.of(2026, 11, 20, 10, 11, second, 0);
    }

    private static SecondLabel label(double seconds, int second, Standing standing) {
        return new SecondLabel(SOURCE, at(seconds), second(second), standing, LeapIndicator.NONE, 0);
    }

    @Test
    void aPvtWithUtcFullyResolvedLabelsItsSecond() {
        assertThat(hear(0.1, Frames.pvt(0, 7, 3))).containsExactly(label(0.1, 12, Standing.FIX));
        assertThat(hear(1.1, Frames.pvt(1, 7, 3))).containsExactly(label(1.1, 13, Standing.FIX));
    }

    private static byte[] status(int secondsLater, int spoofing) {
        return new UbxFrameBuilder(0x0103, 16).four(0, Frames.tow(secondsLater)).one(4, 3).one(5, 0x0d)
                .one(7, spoofing << 3).bytes();
    }

    private static byte[] security(int version, int spoofing) {
        return version == 1
                ? new UbxFrameBuilder(0x2709, 12).one(0, 1).one(8, spoofing << 1).bytes()
                : new UbxFrameBuilder(0x2709, 4).one(0, 2).one(1, spoofing << 4).bytes();
    }

    @Test
    void noSecondIsVouchedForWhileTheReceiverIndicatesSpoofing() {
        hear(0.1, Frames.pvt(0, 7, 3), status(0, 1));
        assertThat(tracker.isForged()).isFalse();
        assertThat(hear(1.1, status(1, 2), Frames.pvt(1, 7, 3))).containsExactly(label(1.1, 13, Standing.NO_FIX));
        assertThat(tracker.isForged()).isTrue();
        // 0 is no judgement.
        assertThat(hear(2.1, status(2, 0), Frames.pvt(2, 7, 3))).extracting(SecondLabel::standing)
                .containsExactly(Standing.NO_FIX);
        assertThat(hear(3.1, status(3, 1), Frames.pvt(3, 7, 3))).containsExactly(label(3.1, 15, Standing.FIX));
    }

    @Test
    void aSignalSecurityMessageOfEitherVersionIsHeeded() {
        for (int version = 1; version <= 2; version++) {
            int second = 2 * version;
            // The label of the second before is taken back too, where it was given.
            assertThat(hear(second + 0.1, security(version, 3), Frames.pvt(second, 7, 3)))
                    .extracting(SecondLabel::standing).isNotEmpty().containsOnly(Standing.NO_FIX);
            assertThat(hear(second + 1.1, security(version, 1), Frames.pvt(second + 1, 7, 3)))
                    .extracting(SecondLabel::standing).containsExactly(Standing.FIX);
        }
    }

    @Test
    void aReceiverThatSaysNoMoreOfSpoofingIsTrustedAfterAMinute() {
        hear(0.1, status(0, 2), Frames.pvt(0, 7, 3));
        assertThat(hear(60.05, Frames.pvt(60, 7, 3))).extracting(SecondLabel::standing)
                .containsExactly(Standing.NO_FIX);
        assertThat(hear(61.15, Frames.pvt(61, 7, 3))).extracting(SecondLabel::standing)
                .containsExactly(Standing.FIX);
    }

    @Test
    void aSecondWhoseLeapSecondsAreNotResolvedIsNotBelieved() {
        assertThat(hear(0.1, Frames.pvt(0, 3, 3))).extracting(SecondLabel::standing)
                .containsExactly(Standing.NO_FIX);
        tracker.finish();
        assertThat(reports.getLast().time()).isEmpty();
        assertThat(reports.getLast().mode()).contains(Mode.THREE_D);
    }

    @Test
    void aPvtWithoutAFixIsNotBelieved() {
        assertThat(hear(0.1, Frames.pvt(0, 7, 0))).containsExactly(label(0.1, 12, Standing.NO_FIX));
        tracker.finish();
        assertThat(reports.getLast().time()).isEmpty();
        assertThat(reports.getLast().mode()).contains(Mode.NONE);
    }

    @Test
    void aFewNanosecondsBeforeMidnightAreMidnight() {
        byte[] frame = Frames.pvt(0, 0, 0, 0, -337, 7, 3);
        assertThat(hear(0.1, frame)).extracting(SecondLabel::second)
                .containsExactly(UtcInstant.of(2026, 11, 20, 0, 0, 0, 0));
        assertThat(hear(1.1, Frames.pvt(1, 23, 59, 59, 999_999_700, 7, 3))).extracting(SecondLabel::second)
                .containsExactly(UtcInstant.of(2026, 11, 21, 0, 0, 0, 0));
    }

    @Test
    void anInsertedLeapSecondIsLabelledAsSuch() {
        assertThat(hear(0.1, Frames.pvt(0, 23, 59, 60, -120, 7, 3))).extracting(SecondLabel::second)
                .containsExactly(UtcInstant.of(2026, 11, 20, 23, 59, 60, 0));
    }

    @Test
    void anOldTimingReceiverIsLabelledFromItsUtcMessage() {
        assertThat(hear(0.1, Frames.solution(0, 3), Frames.gpsTime(0, 7, 40), Frames.utcTime(0, 7)))
                .containsExactly(label(0.1, 12, Standing.FIX));
        assertThat(hear(1.1, Frames.solution(1, 0), Frames.utcTime(1, 7)))
                .extracting(SecondLabel::standing).containsExactly(Standing.NO_FIX);
    }

    @Test
    void aReceiverThatStampsAMillisecondBeforeTheSecondNamesTheSecond() {
        byte[] early = new UbxFrameBuilder(0x0121, 20).four(0, Frames.tow(0) - 1).four(4, 30).four(8, -1_000_200)
                .two(12, 2026).one(14, 11).one(15, 21).one(19, 7).bytes();
        assertThat(hear(0.1, early)).extracting(SecondLabel::second)
                .containsExactly(UtcInstant.of(2026, 11, 21, 0, 0, 0, 0));
    }

    @Test
    void gpsTimeWithoutLeapSecondsIsNoUtc() {
        assertThat(hear(0.1, Frames.solution(0, 3), Frames.gpsTime(0, 3, 40))).isEmpty();
        assertThat(hear(1.1, Frames.solution(1, 3), Frames.gpsTime(1, 7, 40)))
                .containsExactly(label(1.1, 13, Standing.FIX));
    }

    @Test
    void aTimeFlaggedValidWhoseErrorIsUnknownIsNotBelieved() {
        assertThat(hear(0.1, Frames.gpsTime(0, 7, UNKNOWN_ACCURACY))).isEmpty();
    }

    @Test
    void otherSystemsTimesNumberASecondToo() {
        byte[] galileo = new UbxFrameBuilder(0x0125, 20).four(0, Frames.tow(0)).four(4, Frames.tow(0) / 1000)
                .two(12, Frames.WEEK - 1024).one(14, Frames.LEAP).one(15, 7).four(16, 30).bytes();
        assertThat(hear(0.1, galileo)).containsExactly(label(0.1, 12, Standing.FIX));
        byte[] beidou = new UbxFrameBuilder(0x0124, 20).four(0, Frames.tow(1)).four(4, Frames.tow(1) / 1000 - 14)
                .two(12, Frames.WEEK - 1356).one(14, 4).one(15, 7).four(16, 30).bytes();
        assertThat(hear(1.1, beidou)).containsExactly(label(1.1, 13, Standing.FIX));
        // 20 November 2026 is day 1055 of the eighth interval, which began in 2024; 10:11:14 UTC is 13:11:14 in Moscow.
        byte[] glonass = new UbxFrameBuilder(0x0123, 20).four(0, Frames.tow(2)).four(4, 47_474).two(12, 1055)
                .one(14, 8).one(15, 7).four(16, 30).bytes();
        assertThat(hear(2.1, glonass)).containsExactly(label(2.1, 14, Standing.FIX));
    }

    @Test
    void aLeapSecondAtTheEndOfTheDayIsAnnounced() {
        int toMidnight = 86_400 - (10 * 3600 + 11 * 60 + 12);
        hear(0.1, Frames.pvt(0, 7, 3), Frames.leapSeconds(0, 2, 1, toMidnight, 3));
        assertThat(hear(1.1, Frames.pvt(1, 7, 3))).extracting(SecondLabel::leap).containsExactly(LeapIndicator.INSERT);
        hear(2.1, Frames.leapSeconds(2, 2, -1, toMidnight - 2, 3));
        assertThat(hear(3.1, Frames.pvt(3, 7, 3))).extracting(SecondLabel::leap).containsExactly(LeapIndicator.DELETE);
        hear(3.2, Frames.leapSeconds(3, 2, 1, toMidnight + 86_400 * 20, 3));
        assertThat(hear(4.1, Frames.pvt(4, 7, 3))).extracting(SecondLabel::leap).containsExactly(LeapIndicator.NONE);
    }

    @Test
    void aLeapSecondThatOnlyTheFlagOfTheCountVouchesForIsNotAnnounced() {
        int toMidnight = 86_400 - (10 * 3600 + 11 * 60 + 12);
        hear(0.1, Frames.pvt(0, 7, 3), Frames.leapSeconds(0, 2, 1, toMidnight, 1));
        assertThat(hear(1.1, Frames.pvt(1, 7, 3))).extracting(SecondLabel::leap).containsExactly(LeapIndicator.NONE);
    }

    @Test
    void leapSecondsThatTheFirmwareMadeUpAreNotReported() {
        hear(0.1, Frames.pvt(0, 7, 3), Frames.leapSeconds(0, 0, 0, 0, 1), Frames.endOfEpoch(0));
        hear(1.1, Frames.pvt(1, 7, 3), Frames.leapSeconds(1, 2, 0, 0, 1), Frames.endOfEpoch(1));
        assertThat(reports).extracting(FixReport::leapSeconds).containsExactly(OptionalInt.empty(),
                OptionalInt.of(Frames.LEAP));
    }

    @Test
    void anEpochIsReportedAtItsEndOnceWithAllThatWasSaid() {
        byte[] satellites = new UbxFrameBuilder(0x0135, 8 + 24).four(0, Frames.tow(0)).one(4, 1).one(5, 2)
                .one(8, 0).one(9, 5).one(10, 44).one(11, 60).two(12, 120).four(16, 0x0f)
                .one(20, 6).one(21, 3).one(22, 0).one(23, 20).two(24, 300).bytes();
        hear(0.1, Frames.pvt(0, 7, 3), satellites, Frames.gpsTime(0, 7, 40), Frames.endOfEpoch(0));
        assertThat(reports).hasSize(1);
        FixReport report = reports.getFirst();
        assertThat(report.time()).contains(second(12));
        assertThat(report.mode()).contains(Mode.THREE_D);
        assertThat(report.position().latitudeDegrees()).isCloseTo(51.47793, within(1e-7));
        assertThat(report.position().longitudeDegrees()).isCloseTo(-0.00147, within(1e-7));
        assertThat(report.position().heightMetres()).isCloseTo(91.4, within(1e-3));
        assertThat(report.leapSeconds()).hasValue(Frames.LEAP);
        assertThat(report.satellitesUsed()).isEqualTo(1);
        assertThat(report.sky()).hasSize(2);
        assertThat(report.sky().getLast().system()).isEqualTo(GnssSystem.GLONASS);
        assertThat(report.sky().getFirst().cn0DbHz()).isEqualTo(44);
        assertThat(tracker.fixState().sentenceKinds()).contains("UBX-01-07", "UBX-01-35");
    }

    @Test
    void messagesOfBothProtocolsMeetInOneEpoch() {
        hear(0.1, Frames.pvt(0, 7, 3), Sentences.bytes("GNGST,101112.00,20,,,,0.5,0.4,0.9"));
        hear(1.1, Frames.pvt(1, 7, 3));
        assertThat(reports).hasSize(1);
        assertThat(reports.getFirst().accuracy().ellipse()).isPresent();
        assertThat(reports.getFirst().time()).contains(second(12));
    }

    @Test
    void earthCentredCoordinatesBecomeAPlace() {
        hear(0.1, Frames.solution(0, 3), Frames.utcTime(0, 7));
        tracker.finish();
        FixReport report = reports.getFirst();
        assertThat(report.position().latitudeDegrees()).isCloseTo(51.47793, within(1e-7));
        assertThat(report.position().longitudeDegrees()).isCloseTo(-0.00147, within(1e-7));
        assertThat(report.position().heightMetres()).isCloseTo(91.4, within(0.01));
        assertThat(report.satellitesUsed()).isEqualTo(7);
    }
}
