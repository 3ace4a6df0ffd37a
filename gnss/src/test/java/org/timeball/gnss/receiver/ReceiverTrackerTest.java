package org.timeball.gnss.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.timeball.gnss.nmea.Sentences;
import org.timeball.gnss.receiver.FixState.Mode;
import org.timeball.gnss.sky.GnssSystem;
import org.timeball.gnss.sky.Satellite;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.SecondLabel;
import org.timeball.timekeeping.observation.Observation.Standing;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

class ReceiverTrackerTest {
    private static final SourceId SOURCE = new SourceId(3);
    private static final UtcInstant FLOOR = UtcInstant.of(2026, 11, 1, 0, 0, 0, 0);
    private static final SystemInstant START = new SystemInstant(1_763_000_000_000_000_000L);
    private static final String GSA_NONE = "GNGSA,A,1,,,,,,,,,,,,,99.9,99.9,99.9,1";
    private static final String GSA_3D = "GNGSA,A,3,05,07,,,,,,,,,,,1.2,0.7,1.0,1";
    private final ReceiverTracker tracker = new ReceiverTracker(SOURCE, FLOOR);

    private static SystemInstant at(double seconds) {
        return START.plus(Span.ofSeconds(seconds));
    }

    private List<SecondLabel> hear(double seconds, String... bodies) {
        List<SecondLabel> labels = new ArrayList<>();
        for (Observation observation : tracker.accept(Sentences.bytes(bodies), at(seconds))) {
            labels.add((SecondLabel) observation);
        }
        return labels;
    }

    private static UtcInstant second(int hour, int minute, int second) {
        return UtcInstant.of(2026, 11, 20, hour, minute, second, 0);
    }

    private static SecondLabel label(double seconds, UtcInstant second, Standing standing) {
        return new SecondLabel(SOURCE, at(seconds), second, standing, LeapIndicator.NONE, 0);
    }

    private static String rmc(String time, char status) {
        return "GNRMC,%s,%c,5128.6758,N,00000.0882,W,0.01,,201126,,,%c,V".formatted(time, status,
                status == 'A' ? 'A' : 'N');
    }

    private static String gga(String time, int quality) {
        return "GNGGA,%s,5128.6758,N,00000.0882,W,%d,09,0.7,46.5,M,45.4,M,,".formatted(time, quality);
    }

    @Test
    void aValidRmcLabelsItsSecondAtOnce() {
        assertThat(hear(0.1, rmc("101112.00", 'A')))
                .containsExactly(label(0.1, second(10, 11, 12), Standing.FIX));
    }

    @Test
    void anEpochIsLabelledOnceHoweverManySentencesNameIt() {
        assertThat(hear(0.1, "GPRMC,101112,A,,,,,,,201126,,", "GARMC,101112.000,A,,,,,,,201126,,", gga("101112.00", 1),
                "GPZDA,101112.00,20,11,2026,00,00", "GNGLL,,,,,101112.00,A,A")).hasSize(1);
        assertThat(hear(1.1, rmc("101113.00", 'A'))).hasSize(1);
    }

    @Test
    void aLabelCarriesTheArrivalOfTheFirstSentenceThatNamedTheTimeOfDay() {
        hear(0.05, GSA_3D);
        hear(0.10, gga("101112.00", 1));
        hear(0.20, GSA_3D);
        assertThat(hear(0.30, rmc("101112.00", 'A')))
                .containsExactly(label(0.10, second(10, 11, 12), Standing.FIX));
    }

    @Test
    void timeOfDayAloneIsNeverATime() {
        assertThat(hear(0.1, "GPZDA,101112.00,20,11,2026,00,00")).isEmpty();
        assertThat(hear(1.1, gga("101113.00", 1))).isEmpty();
        assertThat(hear(2.1, "GNGLL,5128.6,N,00000.1,W,101114.00,A,A")).isEmpty();
    }

    @Test
    void aZdaIsBelievedWhenAGgaOfTheSameSecondHasAFix() {
        assertThat(hear(0.1, "GPZDA,101112.00,20,11,2026,00,00")).isEmpty();
        assertThat(hear(0.2, gga("101112.00", 1))).containsExactly(label(0.1, second(10, 11, 12), Standing.FIX));
        assertThat(hear(1.1, gga("101113.00", 1))).isEmpty();
        assertThat(hear(1.2, "GPZDA,101113.00,20,11,2026,00,00"))
                .containsExactly(label(1.1, second(10, 11, 13), Standing.FIX));
        assertThat(hear(2.1, "GPZDA,101114.00,20,11,2026,00,00", gga("101115.00", 1))).isEmpty();
    }

    @Test
    void anRmcWithoutADateWaitsForOne() {
        assertThat(hear(0.1, "GPRMC,101112,A,,,,,,,,,")).isEmpty();
        assertThat(hear(0.2, "GPZDA,101112.00,20,11,2026,00,00")).hasSize(1);
    }

    @Test
    void anInvalidRmcIsALabelWithoutAFix() {
        assertThat(hear(0.1, rmc("101112.00", 'V')))
                .containsExactly(label(0.1, second(10, 11, 12), Standing.NO_FIX));
        assertThat(hear(1.1, "GPRMC,101113,A,,,,,,,201126,,,N"))
                .containsExactly(label(1.1, second(10, 11, 13), Standing.NO_FIX));
    }

    @Test
    void aReceiverThatGivesNoTimeStillSaysThatItHasNoFix() {
        List<SecondLabel> cold = hear(0.1, "GNRMC,,V,,,,,,,,,,N,V", "GNGGA,,,,,,0,00,99.99,,,,,,", GSA_NONE);
        assertThat(cold).containsExactly(label(0.1, FLOOR, Standing.NO_FIX));
        hear(1.1, rmc("101112.00", 'A'));
        assertThat(hear(3.1, "GNRMC,,V,,,,,,,,,,N,V"))
                .containsExactly(label(3.1, second(10, 11, 14), Standing.NO_FIX));
    }

    @Test
    void aGgaWithoutAFixTakesBackTheLabelOfItsSecond() {
        assertThat(hear(0.1, rmc("101112.00", 'A'), gga("101112.00", 0))).containsExactly(
                label(0.1, second(10, 11, 12), Standing.FIX), label(0.1, second(10, 11, 12), Standing.NO_FIX));
        assertThat(hear(1.1, rmc("101113.00", 'A')))
                .containsExactly(label(1.1, second(10, 11, 13), Standing.NO_FIX));
        assertThat(hear(1.2, gga("101113.00", 1))).isEmpty();
        assertThat(hear(2.1, rmc("101114.00", 'A')))
                .containsExactly(label(2.1, second(10, 11, 14), Standing.FIX));
    }

    @Test
    void aGsaWithoutAFixTakesItBackToo() {
        hear(0.1, rmc("101112.00", 'A'), GSA_3D, rmc("101113.00", 'A'));
        assertThat(hear(1.1, GSA_NONE, "GPGSV,1,1,00"))
                .containsExactly(label(0.1, second(10, 11, 13), Standing.NO_FIX));
        assertThat(hear(2.1, rmc("101114.00", 'A')))
                .containsExactly(label(2.1, second(10, 11, 14), Standing.NO_FIX));
    }

    @Test
    void aGgaWithoutAFixSpeaksForItselfWhereNoRmcComes() {
        hear(0.1, rmc("235959.00", 'A'));
        assertThat(hear(1.1, gga("000000.00", 0)))
                .containsExactly(label(1.1, UtcInstant.of(2026, 11, 21, 0, 0, 0, 0), Standing.NO_FIX));
    }

    @Test
    void oneSystemWithoutAFixDoesNotDenyAnothersFix() {
        assertThat(hear(0.1, rmc("101112.00", 'A'), GSA_NONE, "GNGSA,A,3,65,66,,,,,,,,,,,1.2,0.7,1.0,2",
                gga("101112.00", 1)))
                .containsExactly(label(0.1, second(10, 11, 12), Standing.FIX));
        assertThat(tracker.fixState().mode()).isEqualTo(Mode.THREE_D);
    }

    @Test
    void anInvalidRmcWinsOverAZdaAndAGgaThatAgree() {
        hear(0.1, "GPZDA,101112.00,20,11,2026,00,00", gga("101112.00", 1), rmc("101112.00", 'V'));
        assertThat(hear(1.1, "GPZDA,101113.00,20,11,2026,00,00", gga("101113.00", 1), rmc("101113.00", 'V')))
                .containsExactly(label(1.1, second(10, 11, 13), Standing.NO_FIX));
    }

    @Test
    void ofTenEpochsASecondOnlyTheWholeOneIsLabelled() {
        List<SecondLabel> labels = new ArrayList<>();
        for (int tenth = 0; tenth < 30; tenth++) {
            labels.addAll(hear(tenth / 10.0, rmc("1011%02d.%d0".formatted(tenth / 10, tenth % 10), 'A')));
        }
        assertThat(labels).extracting(SecondLabel::second).containsExactly(second(10, 11, 0), second(10, 11, 1),
                second(10, 11, 2));
    }

    @Test
    void aLeapSecondIsASecondOfItsOwn() {
        assertThat(hear(0, "GPRMC,235959,A,,,,,,,311226,,", "GPRMC,235960.00,A,,,,,,,311226,,",
                "GPRMC,000000,A,,,,,,,010127,,")).extracting(SecondLabel::second).containsExactly(
                        UtcInstant.of(2026, 12, 31, 23, 59, 59, 0), UtcInstant.of(2026, 12, 31, 23, 59, 60, 0),
                        UtcInstant.of(2027, 1, 1, 0, 0, 0, 0));
    }

    @Test
    void aDateBeforeTheFloorIsRepairedAndSaysSo() {
        assertThat(hear(0.1, "GPRMC,101112,A,,,,,,,060407,,")).containsExactly(new SecondLabel(SOURCE, at(0.1),
                second(10, 11, 12), Standing.FIX, LeapIndicator.NONE, 1024));
    }

    @Test
    void aDateThatCannotBeIsNotBelieved() {
        assertThat(hear(0.1, "GPRMC,101112,A,,,,,,,201165,,")).extracting(SecondLabel::standing)
                .containsExactly(Standing.IMPLAUSIBLE_DATE);
        assertThat(hear(1.1, "GPZDA,101113,01,01,1970,00,00", gga("101113", 1))).extracting(SecondLabel::standing)
                .containsExactly(Standing.IMPLAUSIBLE_DATE);
        assertThat(hear(2.1, "GPRMC,101114,A,,,,,,,310226,,")).isEmpty();
    }

    @Test
    void aReceiverWhoseTimeStandsStillIsPassedOnAsItIs() {
        for (int i = 0; i < 3; i++) {
            assertThat(hear(i, rmc("101112.00", 'A')))
                    .containsExactly(label(i, second(10, 11, 12), Standing.FIX));
        }
    }

    @Test
    void theFixStateShowsTheSky() {
        hear(0.1, rmc("101112.00", 'A'), gga("101112.00", 1), GSA_3D, "GNGSA,A,3,65,,,,,,,,,,,,1.2,0.7,1.0,2",
                "GPGSV,2,1,05,05,45,120,41,07,30,200,,09,05,010,22,11,60,300,44,1", "GPGSV,2,2,05,33,20,150,38,1",
                "GPGSV,1,1,01,05,45,120,47,6", "GLGSV,1,1,01,65,50,090,40,1", "GAGSV,2,1,05,01,10,010,30,7");
        FixState state = tracker.fixState();
        assertThat(state.mode()).isEqualTo(Mode.THREE_D);
        assertThat(state.satellitesUsed()).isEqualTo(3);
        assertThat(state.satellitesInView()).isEqualTo(6);
        assertThat(state.satellites()).contains(new Satellite(GnssSystem.GPS, 5, 45, 120, 47, true),
                new Satellite(GnssSystem.GPS, 7, 30, 200, Double.NaN, true),
                new Satellite(GnssSystem.GPS, 11, 60, 300, 44, false),
                new Satellite(GnssSystem.SBAS, 120, 20, 150, 38, false),
                new Satellite(GnssSystem.GLONASS, 1, 50, 90, 40, true));
        assertThat(state.latitudeDegrees()).isCloseTo(51.47793, within(1e-6));
        assertThat(state.longitudeDegrees()).isCloseTo(-0.00147, within(1e-6));
        assertThat(state.altitudeMetres()).isEqualTo(46.5);
        assertThat(state.second()).contains(second(10, 11, 12));
        assertThat(state.sentenceKinds()).containsExactly("GAGSV", "GLGSV", "GNGGA", "GNGSA", "GNRMC", "GPGSV");
        assertThat(state.goodSentences()).isEqualTo(9);
    }

    @Test
    void aListOfSatellitesWithAGapIsNotShown() {
        hear(0.1, "GPGSV,2,1,05,05,45,120,41,07,30,200,,09,05,010,22,11,60,300,44", "GPGSV,2,2,05,33,20,150,38");
        hear(1.1, "GPGSV,3,1,09,01,45,120,41,02,30,200,,03,05,010,22,04,60,300,44", "GPGSV,3,3,09,06,20,150,38");
        assertThat(tracker.fixState().satellites()).extracting(Satellite::number).containsExactly(5, 7, 9, 11, 120);
        hear(2.1, "GPGSV,1,1,01,01,45,120,41");
        assertThat(tracker.fixState().satellites()).extracting(Satellite::number).containsExactly(1);
    }

    @Test
    void withoutAFixThereIsNoPosition() {
        hear(0.1, rmc("101112.00", 'A'), gga("101112.00", 1), GSA_3D);
        hear(1.1, rmc("101113.00", 'V'), gga("101113.00", 0), GSA_NONE);
        FixState state = tracker.fixState();
        assertThat(state.mode()).isEqualTo(Mode.NONE);
        assertThat(state.satellitesUsed()).isZero();
        assertThat(state.latitudeDegrees()).isNaN();
    }

    @Test
    void noSplitOfTheStreamChangesWhatIsObserved() {
        long seed = 90_017;
        Random random = new Random(seed);
        List<byte[]> bursts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String time = "1011%02d.00".formatted(i);
            char status = i % 11 == 5 ? 'V' : 'A';
            byte[] noise = new byte[random.nextInt(30)];
            random.nextBytes(noise);
            bursts.add(Sentences.joined(noise, Sentences.bytes(i % 2 == 0 ? GSA_3D : gga(time, status == 'A' ? 1 : 0),
                    rmc(time, status), "GPZDA," + time + ",20,11,2026,00,00", i % 7 == 3 ? GSA_NONE : GSA_3D)));
        }
        List<Observation> whole = run(bursts, Integer.MAX_VALUE, random);
        assertThat(whole).hasSizeGreaterThanOrEqualTo(40);
        for (int limit = 1; limit < 60; limit++) {
            assertThat(run(bursts, limit, random)).as("seed %d, pieces up to %d", seed, limit).isEqualTo(whole);
        }
    }

    private static List<Observation> run(List<byte[]> bursts, int limit, Random random) {
        ReceiverTracker tracker = new ReceiverTracker(SOURCE, FLOOR);
        List<Observation> seen = new ArrayList<>();
        for (int i = 0; i < bursts.size(); i++) {
            byte[] burst = bursts.get(i);
            for (int from = 0; from < burst.length;) {
                int length = limit > burst.length ? burst.length : 1 + random.nextInt(limit);
                int to = Math.min(burst.length, from + length);
                seen.addAll(tracker.accept(Arrays.copyOfRange(burst, from, to), at(i)));
                from = to;
            }
        }
        return seen;
    }

    @Test
    void tenMegabytesOfNoiseLabelNothing() {
        long seed = 4_242;
        Random random = new Random(seed);
        byte[] noise = new byte[10_000];
        for (int i = 0; i < 1_000; i++) {
            random.nextBytes(noise);
            assertThat(tracker.accept(noise, at(i))).as("seed %d", seed).isEmpty();
        }
        assertThat(tracker.fixState().mode()).as("seed %d", seed).isEqualTo(Mode.NONE);
        assertThat(hear(2_000, rmc("101112.00", 'A'))).hasSize(1);
    }
}
