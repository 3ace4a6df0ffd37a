package org.timeball.daemon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.timeball.daemon.config.LogConfiguration;
import org.timeball.daemon.config.LogConfiguration.LogWord;
import org.timeball.daemon.logs.LogEntry.PacketTest;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Datagram.Stamp;

/// The lines are the examples of chrony.conf(5), put together from their values.
class LogFilesTest {
    private final FolderInMemory folder = new FolderInMemory();

    private static SystemInstant at(String time) {
        Instant instant = Instant.parse(time);
        return new SystemInstant(instant.getEpochSecond() * 1_000_000_000L + instant.getNano());
    }

    private LogFiles files(int banner, @Nullable String directory, LogWord... words) {
        return new LogFiles(folder,
                new LogConfiguration(Set.of(words), directory, banner, Span.ofSeconds(1), null, null, null, null));
    }

    private static LogEntry.Measurement packet(Set<PacketTest> passed) {
        return new LogEntry.Measurement(at("2016-11-09T05:40:50.999Z"), "203.0.113.15", LeapIndicator.NONE, 2, passed,
                10, 10, 1, 4.966e-03, 2.296e-01, 1.577e-05, 1.615e-01, 7.446e-03, 0xCB00717B, 4, false, Stamp.DAEMON,
                Stamp.KERNEL);
    }

    private static LogEntry.Temperature temperature() {
        return new LogEntry.Temperature(at("2015-04-19T10:39:48Z"), 28_000, 0.366);
    }

    private String only(LogEntry entry) {
        files(0, "/var/log/t", LogWord.values()).write(entry);
        assertThat(folder.names()).hasSize(1);
        String name = folder.names().iterator().next();
        return name.substring("/var/log/t/".length()) + ": " + folder.text(name);
    }

    @Test
    void aMeasurementHasItsColumns() {
        assertThat(only(packet(EnumSet.allOf(PacketTest.class)))).isEqualTo(
                "measurements.log: 2016-11-09 05:40:50 203.0.113.15    N  2 111 111 1111  10 10 1.00 "
                        + "-4.966e-03  2.296e-01  1.577e-05  1.615e-01  7.446e-03 CB00717B 4B D K\n");
    }

    @Test
    void aPacketThatFailsATestShowsWhich() {
        EnumSet<PacketTest> passed = EnumSet.complementOf(EnumSet.of(PacketTest.D));
        assertThat(only(packet(passed))).contains(" 111 111 1110 ");
    }

    @Test
    void statisticsHaveTheirColumns() {
        assertThat(only(new LogEntry.Statistics(at("2016-08-10T05:40:50Z"), "203.0.113.15", 6.261e-03, -3.247e-03,
                2.220e-03, 1.874e-06, 1.080e-06, 7.8e-02, 16, 0, 8, 0))).isEqualTo(
                        "statistics.log: 2016-08-10 05:40:50 203.0.113.15     6.261e-03 -3.247e-03  2.220e-03"
                                + "  1.874e-06  1.080e-06 7.8e-02  16   0   8  0.00\n");
    }

    @Test
    void theSelectionHasItsColumns() {
        assertThat(only(new LogEntry.Selection(at("2022-05-01T02:01:20Z"), "203.0.113.15", '*', "-----", 0377, 1,
                4.228e+01, -1.575e-04, 1.239e-04))).isEqualTo(
                        "selection.log: 2022-05-01 02:01:20 203.0.113.15    * -----  377  1.00  4.228e+01 -1.575e-04"
                                + "  1.239e-04\n");
    }

    @Test
    void trackingHasItsColumns() {
        assertThat(only(new LogEntry.Tracking(at("2017-08-22T13:22:36Z"), "203.0.113.15", 2, -3.541, 0.075, -8.621e-06,
                LeapIndicator.NONE, 2, 2.940e-03, 2.084e-04, 1.534e-02, 3.472e-04, 8.304e-03))).isEqualTo(
                        "tracking.log: 2017-08-22 13:22:36 203.0.113.15     2     -3.541      0.075 -8.621e-06 N  2"
                                + "  2.940e-03 -2.084e-04  1.534e-02  3.472e-04  8.304e-03\n");
    }

    @Test
    void theRealTimeClockHasItsColumns() {
        assertThat(only(new LogEntry.Rtc(at("2015-07-22T05:40:50Z"), -0.037360, true, -0.037434, -37.948, 12, 5, 120)))
                .isEqualTo(
                        "rtc.log: 2015-07-22 05:40:50      -0.037360 1       -0.037434       -37.948  12   5  120\n");
    }

    @Test
    void refclocksHaveTheirColumns() {
        files(0, "/l", LogWord.REFCLOCKS).write(new LogEntry.RefclockSample(at("2009-11-30T14:33:27Z"), "PPS2", 7,
                LeapIndicator.NONE, true, -4.9e-07, 6.741777e-07, 1e-06));
        files(0, "/l", LogWord.REFCLOCKS).write(new LogEntry.RefclockResult(at("2009-11-30T14:33:28.595742Z"), "PPS2",
                LeapIndicator.INSERT, -8.717931e-10, 5.5e-08));
        assertThat(folder.text("/l/refclocks.log")).isEqualTo(
                "2009-11-30 14:33:27.000000 PPS2    7 N 1  4.900000e-07 -6.741777e-07  1.000e-06\n"
                        + "2009-11-30 14:33:28.595742 PPS2    - + -       -        8.717931e-10  5.500e-08\n");
    }

    @Test
    void aCorrectionByTemperatureHasItsColumns() {
        assertThat(only(temperature())).isEqualTo("tempcomp.log: 2015-04-19 10:39:48  2.8000e+04  3.6600e-01\n");
    }

    @Test
    void aBannerStandsBeforeTheFirstEntryAndBeforeEverySoManyAfterIt() {
        LogFiles files = files(2, "/l", LogWord.TEMPCOMP);
        for (int i = 0; i < 5; i++) {
            files.write(temperature());
        }
        String columns = "   Date (UTC) Time        Temp.       Comp.";
        String rule = "=".repeat(columns.length());
        String banner = rule + "\n" + columns + "\n" + rule + "\n";
        String line = "2015-04-19 10:39:48  2.8000e+04  3.6600e-01\n";
        assertThat(folder.text("/l/tempcomp.log"))
                .isEqualTo(banner + line + line + banner + line + line + banner + line);
    }

    @Test
    void afterTheOldFilesWereMovedAwayEachBeginsWithABanner() {
        LogFiles files = files(32, "/l", LogWord.TEMPCOMP);
        files.write(temperature());
        folder.remove("/l/tempcomp.log");
        files.cycle();
        files.write(temperature());
        assertThat(folder.text("/l/tempcomp.log")).startsWith("=====").hasLineCount(4);
    }

    @Test
    void onlyWhatIsAskedForIsWritten() {
        LogFiles valid = files(0, "/valid", LogWord.MEASUREMENTS);
        LogFiles raw = files(0, "/raw", LogWord.RAWMEASUREMENTS);
        for (LogFiles files : Set.of(valid, raw)) {
            files.write(temperature());
            files.write(packet(EnumSet.allOf(PacketTest.class)));
            files.write(packet(EnumSet.of(PacketTest.ONE)));
        }
        assertThat(folder.names()).containsExactly("/raw/measurements.log", "/valid/measurements.log");
        assertThat(folder.text("/valid/measurements.log")).hasLineCount(1);
        assertThat(folder.text("/raw/measurements.log")).hasLineCount(2);
        assertThat(valid.wants(LogWord.MEASUREMENTS)).isTrue();
        assertThat(valid.wants(LogWord.RAWMEASUREMENTS)).isFalse();
    }

    @Test
    void withoutADirectoryNothingIsWritten() {
        LogFiles files = files(0, null, LogWord.TEMPCOMP);
        files.write(temperature());
        assertThat(files.wants(LogWord.TEMPCOMP)).isFalse();
        assertThat(folder.names()).isEmpty();
    }

    @Test
    void aFileThatCannotBeWrittenIsTriedAgain() {
        LogFiles files = files(2, "/l", LogWord.TEMPCOMP);
        folder.fail(true);
        files.write(temperature());
        files.write(temperature());
        assertThat(folder.refused()).isEqualTo(2);
        folder.fail(false);
        files.write(temperature());
        assertThat(folder.text("/l/tempcomp.log")).startsWith("=====").hasLineCount(4);
    }
}
