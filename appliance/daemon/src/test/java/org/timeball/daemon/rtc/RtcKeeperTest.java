package org.timeball.daemon.rtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.daemon.candm.RtcReport;
import org.timeball.daemon.candm.Status;
import org.timeball.daemon.config.RtcConfiguration;
import org.timeball.daemon.logs.LogEntry;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.world.VirtualRealTimeClock;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.time.Span;

class RtcKeeperTest {
    private static final long START = 1_795_000_000_000_000_000L;
    private static final long HALF = 500_000_000L;
    private static final String DEVICE = "/dev/rtc";
    private static final String FILE = "/var/lib/timeball/rtc";

    private final VirtualUniverse universe = new VirtualUniverse(1, START);
    private final VirtualWorld world = universe.world("box", Oscillator.perfect(), Span.ZERO);
    private final List<LogEntry> log = new ArrayList<>();
    private boolean known = true;

    private static RtcConfiguration configuration(double autoTrim) {
        return new RtcConfiguration(FILE, autoTrim, DEVICE, true, false, "/etc/adjtime");
    }

    private RtcKeeper keeper(double autoTrim) {
        RtcKeeper keeper = new RtcKeeper(world, configuration(autoTrim), () -> known, log::add);
        keeper.start();
        return keeper;
    }

    private double error(VirtualRealTimeClock clock) {
        return (clock.shownNanos() - world.clock().now().nanos()) * 1e-9;
    }

    @Test
    void errorAndRateAreReportedLoggedAndKept() throws Exception {
        VirtualRealTimeClock clock = world.references().plugRealTimeClock(DEVICE, -10_000_000_000L, 4e-6, HALF);
        RtcKeeper keeper = keeper(0);
        universe.runFor(Span.ofSeconds(9_900));
        RtcReport report = keeper.report().orElseThrow();
        assertThat(report.fastSeconds()).isCloseTo(error(clock), within(1e-3));
        assertThat(report.gainPpm()).isCloseTo(4, within(0.1));
        assertThat(log).hasSizeGreaterThan(30).allMatch(LogEntry.Rtc.class::isInstance);
        keeper.close();
        String kept = new String(world.files().read(FILE).orElseThrow(), StandardCharsets.US_ASCII);
        assertThat(kept).matches("1 \\d+ -9\\.9\\d+ 4\\.0\\d+\n|1 \\d+ -9\\.9\\d+ 3\\.9\\d+\n");
        RtcFile.Known read = new RtcFile(world.files(), FILE).read().orElseThrow();
        assertThat(read.fastAt(START / 1_000_000_000L + 9_900)).isCloseTo(error(clock), within(1e-3));
    }

    @Test
    void nothingIsMeasuredWhileTheTimeIsNotKnown() {
        world.references().plugRealTimeClock(DEVICE, 0, 0, HALF);
        known = false;
        RtcKeeper keeper = keeper(0);
        universe.runFor(Span.ofSeconds(600));
        assertThat(keeper.report()).isEmpty();
        assertThat(keeper.trim()).isEqualTo(Status.NO_RTC);
        known = true;
        universe.runFor(Span.ofSeconds(60));
        assertThat(keeper.report()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(longs = {HALF, 0})
    void itIsSetToWithinMillisecondsWhateverTheHardwareDoes(long beforeNanos) {
        VirtualRealTimeClock clock = world.references().plugRealTimeClock(DEVICE, 3_456_000_000L, 0, beforeNanos);
        RtcKeeper keeper = keeper(0);
        universe.runFor(Span.ofSeconds(60));
        assertThat(keeper.trim()).isEqualTo(Status.SUCCESS);
        universe.runFor(Span.ofSeconds(20));
        assertThat(error(clock)).isCloseTo(0, within(2e-3));
    }

    @Test
    void whatNoClockCanBeIsNotWrittenOverWhatIsKnown() throws Exception {
        byte[] before = "1 1795000000 0.25 3.1\n".getBytes(StandardCharsets.US_ASCII);
        world.files().replace(FILE, before);
        world.references().plugRealTimeClock(DEVICE, 0, 0.02, HALF);
        RtcKeeper keeper = keeper(0);
        universe.runFor(Span.ofSeconds(60));
        assertThat(keeper.report().orElseThrow().gainPpm()).isGreaterThan(10_000);
        assertThat(keeper.write()).isEqualTo(Status.SUCCESS);
        assertThat(world.files().read(FILE).orElseThrow()).isEqualTo(before);
    }

    @Test
    void itIsSetByItselfWhenItIsOffByTooMuch() {
        VirtualRealTimeClock clock = world.references().plugRealTimeClock(DEVICE, 2_000_000_000L, 1e-4, HALF);
        keeper(0.5);
        for (int hour = 0; hour < 20; hour++) {
            universe.runFor(Span.ofSeconds(3_600));
            assertThat(error(clock)).isBetween(-0.01, 0.75);
        }
    }

    @Test
    void settingItInTheMiddleOfAMeasurementNeitherSpoilsNorDoublesTheMeasurements() {
        VirtualRealTimeClock clock = world.references().plugRealTimeClock(DEVICE, 0, 0, HALF);
        RtcKeeper keeper = keeper(0);
        for (int i = 0; i < 200; i++) {
            universe.runFor(Span.ofMillis(i < 100 ? 1_370 : 730));
            keeper.trim();
        }
        universe.runFor(Span.ofSeconds(10));
        int before = log.size();
        universe.runFor(Span.ofSeconds(1_900));
        // Eight each 16, 32, 64 and 128 s.
        assertThat(log.size() - before).isBetween(28, 33);
        assertThat(error(clock)).isCloseTo(0, within(2e-3));
    }

    @Test
    void aClockThatIsNotThereIsToldOnceAndFoundLater() {
        RtcKeeper keeper = keeper(0);
        universe.runFor(Span.ofSeconds(600));
        assertThat(keeper.report()).isEmpty();
        world.references().plugRealTimeClock(DEVICE, 0, 0, HALF);
        universe.runFor(Span.ofSeconds(120));
        assertThat(keeper.report()).isPresent();
    }

    @Test
    void localTimeIsUnderstoodAndWrittenWhereHwclockSaysSo() throws Exception {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
        try {
            long away = 19_800_000_000_000L;
            world.files().replace("/etc/adjtime", "0.0 0 0.0\n0\nLOCAL\n".getBytes(StandardCharsets.US_ASCII));
            VirtualRealTimeClock clock = world.references().plugRealTimeClock(DEVICE, away + 700_000_000L, 0, HALF);
            RtcKeeper keeper = keeper(0);
            universe.runFor(Span.ofSeconds(60));
            assertThat(keeper.report().orElseThrow().fastSeconds()).isCloseTo(0.7, within(1e-3));
            keeper.trim();
            universe.runFor(Span.ofSeconds(20));
            assertThat(error(clock)).isCloseTo(19_800, within(2e-3));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1 2 3", "x y z w", "0 1 2 3", "1 1795000000 NaN 0", "1 1795000000 0 1e9"})
    void aDamagedFileIsAsIfThereWereNone(String text) throws Exception {
        world.files().replace(FILE, text.getBytes(StandardCharsets.US_ASCII));
        assertThat(new RtcFile(world.files(), FILE).read()).isEmpty();
    }
}
