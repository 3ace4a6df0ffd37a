package org.timeball.gnss.nmea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.timeball.gnss.nmea.NmeaMessage.Gga;
import org.timeball.gnss.nmea.NmeaMessage.Gns;
import org.timeball.gnss.nmea.NmeaMessage.Gsa;
import org.timeball.gnss.nmea.NmeaMessage.Gsv;
import org.timeball.gnss.nmea.NmeaMessage.Other;
import org.timeball.gnss.nmea.NmeaMessage.Rmc;
import org.timeball.gnss.nmea.NmeaMessage.Zda;
import org.timeball.timekeeping.time.SystemInstant;

class NmeaSentenceTest {
    private static final long SECOND = 1_000_000_000L;

    private static <T> T read(String body, Function<NmeaSentence, T> reader) {
        List<T> out = new ArrayList<>();
        NmeaFramer framer = new NmeaFramer(new NmeaFramer.Sink() {
            @Override
            public void sentence(NmeaSentence sentence) {
                out.add(reader.apply(sentence));
            }

            @Override
            public void broken() {
                throw new AssertionError("broken: " + body);
            }
        });
        framer.accept(Sentences.bytes(body), new SystemInstant(0));
        return out.getFirst();
    }

    private static boolean says(String body, Predicate<NmeaSentence> reader) {
        return read(body, reader::test);
    }

    private static int number(String body, ToIntFunction<NmeaSentence> reader) {
        return read(body, reader::applyAsInt);
    }

    private static long time(String text) {
        return read("GPZDA," + text, sentence -> sentence.timeOfDayNanos(1));
    }

    private static double decimal(String text) {
        return read("GPTXT," + text, sentence -> sentence.decimal(1));
    }

    private static double degrees(String text, int limit) {
        return read("GPGLL," + text, sentence -> sentence.degrees(1, limit));
    }

    @Test
    void timesOfDayAreReadToTheNanosecond() {
        assertThat(time("000000")).isZero();
        assertThat(time("010203.")).isEqualTo(3_723 * SECOND);
        assertThat(time("235959.999")).isEqualTo(86_399 * SECOND + 999_000_000);
        assertThat(time("101112.123456789")).isEqualTo(36_672 * SECOND + 123_456_789);
    }

    @Test
    void secondSixtyExistsOnlyBeforeMidnight() {
        assertThat(time("235960.00")).isEqualTo(86_400 * SECOND);
        assertThat(time("225960.00")).isEqualTo(NmeaSentence.ABSENT);
        assertThat(time("235961.00")).isEqualTo(NmeaSentence.ABSENT);
    }

    @Test
    void whatIsNoTimeIsAbsent() {
        for (String text : List.of("", "1", "10111", "240000", "106000", "1a1112", "-10112", "101112x", "101112.x",
                "101112.-5", "101112,", ".......")) {
            assertThat(time(text)).as(text).isEqualTo(text.equals("101112,") ? 36_672 * SECOND : NmeaSentence.ABSENT);
        }
    }

    @Test
    void decimalsAreReadAndOthersAreAbsent() {
        assertThat(decimal("-17.25")).isEqualTo(-17.25);
        assertThat(decimal(".5")).isEqualTo(0.5);
        assertThat(decimal("12.")).isEqualTo(12);
        assertThat(decimal("123456789.012345")).isEqualTo(123456789.012345);
        for (String text : List.of("", "-", ".", "1.2.3", "1e5", "+1", "--1", "1234567890123456", "NaN")) {
            assertThat(decimal(text)).as(text).isNaN();
        }
    }

    @Test
    void degreesArePositiveNorthAndEast() {
        assertThat(degrees("5128.6758,N", 90)).isCloseTo(51.47793, within(1e-9));
        assertThat(degrees("3352.5,S", 90)).isCloseTo(-33.875, within(1e-9));
        assertThat(degrees("15112.6,E", 180)).isCloseTo(151.21, within(1e-9));
        assertThat(degrees("18000.0,W", 180)).isEqualTo(-180);
        for (String text : List.of("5128.6,", ",N", "9100.0,N", "5160.0,N", "x,N", "-5128.6,N")) {
            assertThat(degrees(text, 90)).as(text).isNaN();
        }
    }

    @Test
    void fieldsBeyondTheLastAreAbsentAndNoneThrows() {
        read("GPRMC," + ",".repeat(400), sentence -> {
            assertThat(sentence.fieldCount()).isEqualTo(128);
            for (int field = 0; field < 1000; field++) {
                assertThat(sentence.has(field)).isEqualTo(field == 0);
                assertThat(sentence.integer(field)).isEqualTo(NmeaSentence.ABSENT);
                assertThat(sentence.timeOfDayNanos(field)).isEqualTo(NmeaSentence.ABSENT);
                assertThat(sentence.decimal(field)).isNaN();
                assertThat(sentence.degrees(field, 90)).isNaN();
                assertThat(sentence.twoDigits(field, 2)).isEqualTo(NmeaSentence.ABSENT);
                assertThat(sentence.hexDigit(field)).isEqualTo(NmeaSentence.ABSENT);
            }
            return sentence;
        });
    }

    @Test
    void rmcIsValidOnlyWithStatusAAndAModeThatIsNotN() {
        assertThat(rmcIsValid("GPRMC,101112,A,,,,,,,201126,,")).isTrue();
        assertThat(rmcIsValid("GPRMC,101112,A,,,,,,,201126,,,A,V")).isTrue();
        assertThat(rmcIsValid("GPRMC,101112,A,,,,,,,201126,,,N,V")).isFalse();
        assertThat(rmcIsValid("GPRMC,101112,V,,,,,,,201126,,,A")).isFalse();
        assertThat(rmcIsValid("GPRMC,101112,,,,,,,,201126")).isFalse();
        assertThat(rmcIsValid("GPRMC")).isFalse();
    }

    private static boolean rmcIsValid(String body) {
        return says(body, sentence -> sentence.message() instanceof Rmc rmc && rmc.isValid());
    }

    @Test
    void aDateThatIsNotSixDigitsIsAbsent() {
        for (String date : List.of("", "2208-1", "22081", "2208199", "2208x9")) {
            int year = read("GPRMC,101112,A,,,,,,," + date, s -> ((Rmc) s.message()).yearOfCentury());
            assertThat(year).as(date).isEqualTo(NmeaSentence.ABSENT);
        }
        assertThat(number("GPRMC,101112,A,,,,,,,220899", s -> ((Rmc) s.message()).yearOfCentury())).isEqualTo(99);
    }

    @Test
    void gsaHasTwelveOrTwentyFourSlotsWithOrWithoutASystem() {
        gsa("GPGSA,A,3" + ",5".repeat(12) + ",1.0,1.0,1.0", 12, NmeaSentence.ABSENT);
        gsa("GNGSA,A,3" + ",5".repeat(12) + ",1.0,1.0,1.0,3", 12, 3);
        gsa("GNGSA,A,3" + ",5".repeat(12) + ",1.0,1.0,1.0,3.0", 12, 3);
        gsa("GNGSA,A,3" + ",5".repeat(24) + ",1.0,1.0,1.0", 24, NmeaSentence.ABSENT);
        gsa("GNGSA,A,3" + ",5".repeat(24) + ",1.0,1.0,1.0,2", 24, 2);
        gsa("GNGSA,A", 0, NmeaSentence.ABSENT);
    }

    private static void gsa(String body, int slots, int system) {
        read(body, sentence -> {
            Gsa gsa = (Gsa) sentence.message();
            assertThat(gsa.slots()).as(body).isEqualTo(slots);
            assertThat(gsa.system()).as(body).isEqualTo(system);
            return gsa;
        });
    }

    @Test
    void gsvMayCarryASignalIdAndFewerThanFourSatellites() {
        read("GAGSV,2,2,05,33,45,120,41,7", sentence -> {
            Gsv gsv = (Gsv) sentence.message();
            assertThat(gsv.groups()).isEqualTo(1);
            assertThat(gsv.signal()).isEqualTo(7);
            assertThat(gsv.cn0DbHz(0)).isEqualTo(41);
            return gsv;
        });
        read("GPGSV,1,1,02,05,45,120,,07,,,31", sentence -> {
            Gsv gsv = (Gsv) sentence.message();
            assertThat(gsv.groups()).isEqualTo(2);
            assertThat(gsv.signal()).isEqualTo(NmeaSentence.ABSENT);
            assertThat(gsv.cn0DbHz(0)).isNaN();
            assertThat(gsv.elevationDegrees(1)).isNaN();
            return gsv;
        });
        assertThat(number("GPGSV,1,1,00,0", s -> ((Gsv) s.message()).signal())).isZero();
    }

    @Test
    void ggaGnsAndZdaNameTheirFields() {
        read("GNGGA,101112.00,5128.6758,N,00000.0882,W,2,11,0.7,-46.5,M,45.4,M,,", sentence -> {
            Gga gga = (Gga) sentence.message();
            assertThat(gga.quality()).isEqualTo(2);
            assertThat(gga.satellitesUsed()).isEqualTo(11);
            assertThat(gga.altitudeMetres()).isEqualTo(-46.5);
            assertThat(gga.longitudeDegrees()).isCloseTo(-0.00147, within(1e-9));
            return gga;
        });
        assertThat(says("GNGNS,101112,,,,,NNN,00", s -> ((Gns) s.message()).deniesFix())).isTrue();
        assertThat(says("GNGNS,101112,,,,,NAN,05", s -> ((Gns) s.message()).deniesFix())).isFalse();
        assertThat(number("GPZDA,101112,20,11,26", s -> ((Zda) s.message()).year())).isEqualTo(NmeaSentence.ABSENT);
        assertThat(number("GPZDA,101112,20,11,2026", s -> ((Zda) s.message()).year())).isEqualTo(2026);
    }

    @Test
    void aMakersOwnSentenceIsNoStandardOneWhateverItsEnd() {
        assertThat(says("PXRMC,101112,A", s -> s.message() instanceof Other)).isTrue();
        assertThat(says("PQGSV,1,1,00", s -> s.message() instanceof Gsv)).isTrue();
        assertThat(says("RMC,101112,A", s -> s.message() instanceof Other)).isTrue();
        assertThat(says("GNXRMC,101112,A", s -> s.message() instanceof Other)).isTrue();
    }
}
