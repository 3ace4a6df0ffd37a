package org.timeball.gnss.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timeball.gnss.nmea.Sentences;
import org.timeball.gnss.receiver.FixReport.Aid;
import org.timeball.gnss.receiver.FixState.Mode;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// What NMEA sentences of one epoch add up to. All bytes arrive at once, as from a file: epochs are told apart by what
/// they say.
class EpochReportTest {
    private static final UtcInstant FLOOR = UtcInstant.of(2026, 11, 1, 0, 0, 0, 0);
    private static final SystemInstant WHENEVER = new SystemInstant(0);
    /// Three satellites, and no vertical dilution that could be known.
    private static final String FLAT = "GPGSA,A,2,05,07,09,,,,,,,,,,99.99,0.9,99.99";
    private static final String PLACE = "5128.6758,N,00000.0882,W";
    private final List<FixReport> reports = new ArrayList<>();

    private List<FixReport> reportsOf(String... bodies) {
        ReceiverTracker tracker = new ReceiverTracker(new SourceId(0), FLOOR);
        reports.clear();
        tracker.listener(reports::add);
        tracker.accept(Sentences.bytes(bodies), WHENEVER);
        tracker.finish();
        return reports;
    }

    private static String rmc(String time, String date, char status) {
        return "GPRMC,%s,%c,%s,0.50,90.0,%s,,,%c".formatted(time, status, PLACE, date, status == 'A' ? 'A' : 'N');
    }

    private static String gga(String time, int quality) {
        return "GPGGA,%s,%s,%d,08,0.9,46.5,M,45.4,M,,".formatted(time, PLACE, quality);
    }

    private static String gsa(int fix) {
        return "GPGSA,A,%d,05,07,09,12,,,,,,,,,1.6,0.9,1.3".formatted(fix);
    }

    private static Optional<UtcInstant> at(int day, int hour, int minute, int second, int millis) {
        return Optional.of(UtcInstant.of(2026, 11, day, hour, minute, second, millis * 1_000_000));
    }

    @Test
    void sentencesThatNameTheSameTimeAreOneEpoch() {
        reportsOf(rmc("101112.00", "201126", 'A'), gga("101112.00", 1), gsa(3), rmc("101113.00", "201126", 'A'),
                gga("101113.00", 1), gsa(3));
        assertThat(reports).hasSize(2);
        FixReport first = reports.getFirst();
        assertThat(first.time()).isEqualTo(at(20, 10, 11, 12, 0));
        assertThat(first.mode()).contains(Mode.THREE_D);
        assertThat(first.position().latitudeDegrees()).isCloseTo(51.477_93, within(1e-8));
        assertThat(first.position().altitudeMetres()).isEqualTo(46.5);
        assertThat(first.position().heightMetres()).isCloseTo(91.9, within(1e-9));
        assertThat(first.motion().speed()).isCloseTo(0.2572, within(1e-4));
        assertThat(first.satellitesUsed()).isEqualTo(4);
        assertThat(first.dilution().horizontal()).isEqualTo(0.9);
    }

    @Test
    void everyTenthOfASecondIsAnEpochOfItsOwn() {
        reportsOf(rmc("101112.90", "201126", 'A'), gga("101113.00", 1), gga("101113.10", 1));
        assertThat(reports).extracting(FixReport::time).containsExactly(at(20, 10, 11, 12, 900),
                at(20, 10, 11, 13, 0), at(20, 10, 11, 13, 100));
    }

    @Test
    void noTimeIsGivenWhileRmcSaysVOrGgaSaysNone() {
        assertThat(reportsOf(rmc("101112.00", "201126", 'V'), "GPZDA,101112.00,20,11,2026,00,00", gga("101112.00", 1)))
                .extracting(FixReport::time).containsExactly(Optional.empty());
        assertThat(reportsOf(rmc("101112.00", "201126", 'A'), gga("101112.00", 0))).extracting(FixReport::time)
                .containsExactly(Optional.empty());
        assertThat(reportsOf(rmc("101112.00", "201126", 'V'), "GPGLL,%s,101113.00,A".formatted(PLACE),
                "GPZDA,101114.00,20,11,2026,00,00")).extracting(FixReport::time)
                .containsOnly(Optional.empty());
    }

    @Test
    void aDateAloneProvesNothing() {
        assertThat(reportsOf("GPZDA,101112.00,20,11,2026,00,00", "GPZDA,101113.00,20,11,2026,00,00"))
                .extracting(FixReport::time).containsOnly(Optional.empty());
    }

    @Test
    void ggaAndZdaTogetherMakeATime() {
        assertThat(reportsOf(gga("101112.00", 1), "GPZDA,101112.00,20,11,2026,00,00", gga("101113.00", 2)))
                .extracting(FixReport::time).containsExactly(at(20, 10, 11, 12, 0), at(20, 10, 11, 13, 0));
        assertThat(reports.getLast().aid()).isEqualTo(Aid.DIFFERENTIAL);
    }

    @Test
    void aDateIsCarriedOverMidnightAndBack() {
        assertThat(
                reportsOf(rmc("235959.00", "201126", 'A'), gga("000000.00", 1), "GPGLL,%s,235959.00,A".formatted(PLACE),
                        gga("000001.00", 1), rmc("000002.00", "211126", 'A')))
                .extracting(FixReport::time).containsExactly(
                        at(20, 23, 59, 59, 0), at(21, 0, 0, 0, 0), at(20, 23, 59, 59, 0), at(21, 0, 0, 1, 0),
                        at(21, 0, 0, 2, 0));
    }

    @Test
    void gsaDecidesBetweenTwoAndThreeDimensions() {
        assertThat(reportsOf(rmc("101112.00", "201126", 'A'), gga("101112.00", 1), FLAT).getFirst().mode())
                .contains(Mode.TWO_D);
        assertThat(reportsOf(rmc("101112.00", "201126", 'A'), gga("101112.00", 1)).getFirst().mode())
                .contains(Mode.THREE_D);
        assertThat(reportsOf(rmc("101112.00", "201126", 'A')).getFirst().mode()).contains(Mode.TWO_D);
    }

    @Test
    void aGsaThatSaysTwoDimensionsForEverIsNotBelievedBesideAHeight() {
        assertThat(reportsOf(rmc("101112.00", "201126", 'A'), gga("101112.00", 1), gsa(2)).getFirst().mode())
                .contains(Mode.THREE_D);
    }

    @Test
    void aSentenceWithoutAltitudeDoesNotFlattenTheFix() {
        reportsOf(rmc("101112", "201126", 'A'), gga("101113", 1), "GPGLL,%s,101114,A".formatted(PLACE),
                rmc("101115", "201126", 'A'));
        assertThat(reports).extracting(report -> report.mode().orElseThrow()).containsExactly(Mode.TWO_D,
                Mode.THREE_D, Mode.THREE_D, Mode.THREE_D);
    }

    @Test
    void anOldGsaThatSaidNoneDoesNotOutweighALaterFix() {
        reportsOf(rmc("101112.00", "201126", 'V'), gga("101112.00", 0), gsa(1), rmc("101113.00", "201126", 'A'),
                gga("101113.00", 1));
        assertThat(reports.getLast().mode()).contains(Mode.THREE_D);
        assertThat(reports.getLast().time()).isEqualTo(at(20, 10, 11, 13, 0));
    }

    @Test
    void aReceiverWithoutTimeReportsEachOfItsEpochs() {
        reportsOf("GNRMC,,V,,,,,,,,,,N,V", "GNGGA,,,,,,0,00,99.99,,,,,,", "GNRMC,,V,,,,,,,,,,N,V",
                "GNGGA,,,,,,0,00,99.99,,,,,,");
        assertThat(reports).hasSize(2).allSatisfy(report -> {
            assertThat(report.time()).isEmpty();
            assertThat(report.mode()).contains(Mode.NONE);
        });
    }

    @Test
    void aLossWithoutTimeDoesNotTakeBackTheFixBeforeItNorTheOneAfter() {
        String fixed = "GPVTG,,T,,M,0.0,N,0.0,K,A";
        String none = "GPVTG,,T,,M,,N,,K,N";
        reportsOf(gga("101112.00", 1), fixed, rmc("101112.00", "201126", 'A'), none, "GPGGA,,,,,,0,,,,,,,,",
                "GPRMC,,V,,,,,,,,,,N", gga("101114.00", 1), fixed, rmc("101114.00", "201126", 'A'));
        assertThat(reports).extracting(FixReport::time).containsExactly(at(20, 10, 11, 12, 0), Optional.empty(),
                at(20, 10, 11, 14, 0));
    }

    @Test
    void ubloxTellsLeapSecondsOnlyOnceTheyCameFromSatellites() {
        assertThat(reportsOf("PUBX,04,101112.00,201126,468672.00,2445,16D,1,1,21").getFirst().leapSeconds()).isEmpty();
        assertThat(reportsOf("PUBX,04,101112.00,201126,468672.00,2445,18,1,1,21").getFirst().leapSeconds())
                .hasValue(18);
    }

    @Test
    void garminTellsTheWholeFixInOneSentence() {
        FixReport report = reportsOf("PGRMF,397,468690,201126,101112,18,%s,A,2,0,90,1,1".formatted(PLACE)).getFirst();
        assertThat(report.time()).isEqualTo(at(20, 10, 11, 12, 0));
        assertThat(report.mode()).contains(Mode.THREE_D);
        assertThat(report.leapSeconds()).hasValue(18);
    }

    @Test
    void ubloxPositionHasTheHeightAboveTheEllipsoid() {
        FixReport report = reportsOf("PUBX,00,101112.00,%s,91.900,G3,2.1,2.0,0.007,77.52,0.007,,0.92,1.19,0.77,9,0,0"
                .formatted(PLACE), rmc("101112.00", "201126", 'A')).getFirst();
        assertThat(report.position().heightMetres()).isEqualTo(91.9);
        assertThat(report.mode()).contains(Mode.THREE_D);
    }

    @Test
    void anImpossibleDateGivesNoTime() {
        assertThat(reportsOf("GPRMC,101112.00,A,%s,0.1,,2208-1,,,A".formatted(PLACE)).getFirst().time()).isEmpty();
        assertThat(reportsOf(gga("101112.00", 1), "GPZDA,101112.00,20,11,2076,00,00").getFirst().time()).isEmpty();
    }
}
