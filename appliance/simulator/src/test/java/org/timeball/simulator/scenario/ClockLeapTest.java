package org.timeball.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.timekeeping.core.ClockSettings;
import org.timeball.timekeeping.leap.LeapMode;
import org.timeball.timekeeping.leap.LeapTable;
import org.timeball.timekeeping.observation.ClockRequest;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.smoothing.SmoothingSettings;
import org.timeball.timekeeping.snapshot.ClockEvent;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;

/// Leap seconds in all ways of taking them, and smoothed time. The leap second of 2016: two hours before it the clock
/// is started a tenth of a second off, with an NTP server polled every 16 s.
class ClockLeapTest {
    private static final long MIDNIGHT = 1_483_228_800L;
    private static final int LEAD = 7200;
    private static final LeapTable TABLE = new LeapTable(
            List.of(new LeapTable.Entry(1_435_708_800L, 36), new LeapTable.Entry(MIDNIGHT, 37)), 1_498_608_000L);
    private static final LeapTable DELETION = new LeapTable(
            List.of(new LeapTable.Entry(1_435_708_800L, 36), new LeapTable.Entry(MIDNIGHT, 35)), 1_498_608_000L);

    private static ClockBench bench(LeapMode mode, LeapTable table, Optional<SmoothingSettings> smoothing) {
        ClockSettings settings = new ClockSettings(mode, table, Optional.empty(), false, smoothing, Optional.empty());
        ClockBench bench = new ClockBench(SteeringSettings.DEFAULT, settings,
                Oscillator.wandering(Frequency.ofPpm(-20), 1e-9, 3), 0.1, MIDNIGHT - LEAD);
        bench.poll = 16;
        bench.jitter = 1e-5;
        bench.leapAt = MIDNIGHT;
        return bench;
    }

    /// @param latest when it must be right again, seconds after the leap second began
    @ParameterizedTest
    @CsvSource({"SYSTEM, true, 1", "STEP, false, 1", "SLEW, false, 14", "IGNORE, false, 30"})
    void aLeapSecondThatTheServerAnnouncesIsTakenAndTheBoxStaysLocked(LeapMode mode, boolean itself, int latest) {
        ClockBench bench = bench(mode, LeapTable.EMPTY, Optional.empty());
        bench.said = LeapIndicator.INSERT;
        bench.leapsByItself = itself;
        bench.run(LEAD - 100);
        assertThat(bench.snapshot().leap()).isEqualTo(LeapIndicator.INSERT);
        assertThat(bench.status().leap()).isEqualTo(itself ? LeapIndicator.INSERT : LeapIndicator.NONE);
        int before = bench.unvouchedSeconds();
        bench.run(2000);
        assertThat(bench.settled(5e-4)).as("right again").isLessThanOrEqualTo(LEAD + latest);
        assertThat(bench.events(ClockEvent.LeapAnnounced.class))
                .containsExactly(new ClockEvent.LeapAnnounced(LeapIndicator.INSERT));
        assertThat(bench.events(ClockEvent.LeapTaken.class))
                .containsExactly(new ClockEvent.LeapTaken(LeapIndicator.INSERT));
        assertThat(bench.snapshot().leap()).as("the server still announces what has been")
                .isEqualTo(LeapIndicator.NONE);
        if (mode != LeapMode.IGNORE) {
            assertThat(bench.unvouchedSeconds()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"SYSTEM, true, 1", "STEP, false, 1", "SLEW, false, 14"})
    void aSecondThatTheTableDeletesIsLeftOut(LeapMode mode, boolean itself, int latest) {
        ClockBench bench = bench(mode, DELETION, Optional.empty());
        bench.leapAt = MIDNIGHT - 1;
        bench.inserted = -1;
        bench.leapsByItself = itself;
        bench.run(LEAD - 100);
        assertThat(bench.snapshot().leap()).isEqualTo(LeapIndicator.DELETE);
        int before = bench.unvouchedSeconds();
        bench.run(1000);
        assertThat(bench.settled(5e-4)).isLessThanOrEqualTo(LEAD - 1 + latest);
        assertThat(bench.unvouchedSeconds()).isEqualTo(before);
    }

    @Test
    void aTableTellsOfTheLeapSecondAndOfTai() {
        ClockBench bench = bench(LeapMode.SYSTEM, TABLE, Optional.empty());
        bench.leapsByItself = true;
        bench.run(LEAD - 100);
        assertThat(bench.taiOffset()).isEqualTo(36);
        assertThat(bench.status().leap()).isEqualTo(LeapIndicator.INSERT);
        bench.run(200);
        assertThat(bench.taiOffset()).isEqualTo(37);
        assertThat(bench.snapshot().clock().taiMinusUtc()).isEqualTo(37);
        assertThat(bench.settled(5e-4)).isLessThanOrEqualTo(LEAD + 1);
        assertThat(bench.status().leap()).isEqualTo(LeapIndicator.NONE);
    }

    @Test
    void aTableReadLaterCountsAndAnExpiredOneIsToldOnce() {
        ClockBench bench = bench(LeapMode.SYSTEM, LeapTable.EMPTY, Optional.empty());
        bench.leapAt = Long.MAX_VALUE / ClockBench.SECOND;
        bench.run(500);
        LeapTable old = new LeapTable(TABLE.entries().subList(0, 1), MIDNIGHT - 86_400);
        bench.observe(new Observation.LeapSeconds(bench.now(), old));
        bench.run(100);
        assertThat(bench.events(ClockEvent.LeapTableExpired.class))
                .containsExactly(new ClockEvent.LeapTableExpired(MIDNIGHT - 86_400));
        bench.observe(new Observation.LeapSeconds(bench.now(), TABLE));
        assertThat(bench.snapshot().leap()).isEqualTo(LeapIndicator.INSERT);
    }

    @Test
    void aLeapSecondAnnouncedOnAnOrdinaryDayIsNotBelieved() {
        ClockBench bench = new ClockBench(SteeringSettings.DEFAULT, ClockSettings.DEFAULT, Oscillator.perfect(), 0.1,
                MIDNIGHT + 3 * 86_400 - 1000);
        bench.said = LeapIndicator.INSERT;
        bench.run(1500);
        assertThat(bench.events(ClockEvent.LeapAnnounced.class)).isEmpty();
        assertThat(bench.status().leap()).isEqualTo(LeapIndicator.NONE);
        assertThat(Math.abs(bench.error())).isLessThan(1e-3);
    }

    @Test
    void smearedTimePassesTheLeapSecondWithoutAStep() {
        SmoothingSettings smear = new SmoothingSettings(500e-6, 1e-6, true);
        ClockBench bench = bench(LeapMode.SLEW, TABLE, Optional.of(smear));
        bench.run(LEAD - 10);
        assertThat(bench.snapshot().clock().served().orElseThrow().active()).isTrue();
        assertThat(bench.snapshot().clock().served().orElseThrow().hidesLeap()).isTrue();
        assertThat(bench.servedError()).isCloseTo(0, within(1e-4));
        double before = bench.servedError();
        double widest = 0;
        for (int i = 0; i < 4000; i++) {
            boolean leap = i == 9;
            bench.run(1);
            double change = bench.servedError() - before - (leap ? 1 : 0);
            assertThat(Math.abs(change)).as("second %d", i).isLessThan(520e-6);
            before = bench.servedError();
            widest = Math.max(widest, before);
        }
        assertThat(widest).isCloseTo(1, within(1e-3));
        assertThat(bench.servedError()).isCloseTo(0, within(1e-4));
    }

    @Test
    void smoothedTimeFollowsAClockThatIsCorrectedInAHurrySlowly() {
        SmoothingSettings smoothing = new SmoothingSettings(400e-6, 1e-6, false);
        ClockBench bench = bench(LeapMode.SYSTEM, LeapTable.EMPTY, Optional.of(smoothing));
        bench.leapAt = Long.MAX_VALUE / ClockBench.SECOND;
        bench.run(600);
        assertThat(bench.events(ClockEvent.SmoothingActivated.class)).hasSize(1);
        bench.stepByOthers(0.2);
        double before = bench.servedError();
        bench.run(1);
        for (int i = 0; i < 1500; i++) {
            assertThat(Math.abs(bench.servedError() - before)).as("second %d", i).isLessThan(420e-6);
            before = bench.servedError();
            bench.run(1);
        }
        assertThat(Math.abs(bench.error())).isLessThan(1e-4);
        assertThat(bench.servedError()).isCloseTo(0, within(1e-4));
    }

    @Test
    void anOperatorResetsAndActivatesSmoothing() {
        SmoothingSettings smoothing = new SmoothingSettings(400e-6, 1e-15, false);
        ClockBench bench = bench(LeapMode.SYSTEM, LeapTable.EMPTY, Optional.of(smoothing));
        bench.leapAt = Long.MAX_VALUE / ClockBench.SECOND;
        bench.run(600);
        assertThat(bench.snapshot().clock().served().orElseThrow().active()).as("the rate is not known well enough")
                .isFalse();
        bench.ask(new ClockRequest.SmoothTime(ClockRequest.SmoothTime.Action.ACTIVATE));
        assertThat(bench.snapshot().clock().served().orElseThrow().active()).isTrue();
        bench.run(100);
        assertThat(bench.snapshot().clock().served().orElseThrow().pieces()).isNotEmpty();
        bench.ask(new ClockRequest.SmoothTime(ClockRequest.SmoothTime.Action.RESET));
        assertThat(bench.snapshot().clock().served().orElseThrow().pieces()).isEmpty();
    }
}
