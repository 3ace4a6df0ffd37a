package org.timeball.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.timekeeping.core.ClockSettings;
import org.timeball.timekeeping.observation.ClockRequest;
import org.timeball.timekeeping.snapshot.ClockEvent;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.steering.SteeringSettings.FallbackIntervals;
import org.timeball.timekeeping.steering.SteeringSettings.KnownDrift;
import org.timeball.timekeeping.steering.SteeringSettings.MaxChange;
import org.timeball.timekeeping.time.Frequency;

/// How the clock is corrected, on an NTP server with 0.1 ms of exponential jitter, polled every 64 s, and an oscillator
/// that runs 100 ppm fast and wanders by 1e-9 a second.
class ClockSteeringTest {
    private static final SteeringSettings SLEWING = SteeringSettings.DEFAULT;

    private static ClockBench bench(SteeringSettings steering, double offset) {
        return bench(steering, offset, 1e-4);
    }

    private static ClockBench bench(SteeringSettings steering, double offset, double rate) {
        return new ClockBench(steering, ClockSettings.DEFAULT, Oscillator.wandering(new Frequency(rate), 1e-9, 5),
                offset, ClockBench.ORDINARY);
    }

    private static SteeringSettings maxChange(double seconds, int start, int ignore) {
        return new SteeringSettings(0.1, 0, 83_333e-6, OptionalDouble.empty(),
                Optional.of(new MaxChange(seconds, start, ignore)), 1000, 500_000, OptionalDouble.empty(), 1,
                Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, -0.05, 0.005, -0.005})
    void aRateErrorOfPerCentsIsCorrected(double rate) {
        ClockBench bench = bench(SLEWING, 0.1, rate);
        bench.run(3000);
        assertThat(bench.settled(1e-3)).isLessThan(1000);
        assertThat(bench.snapshot().stratum()).isLessThan(16);
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, -100})
    void aHundredSecondsAreSlewedAtTheLargestRateAndNotStepped(double offset) {
        ClockBench bench = bench(SLEWING, offset);
        bench.run(2500);
        // 1200 s at 83,333 ppm, after some polls
        assertThat(bench.settled(1e-3)).isBetween(1300, 1600);
        assertThat(bench.events(ClockEvent.ClockStepped.class)).isEmpty();
        assertThat(bench.events(ClockEvent.ClockWrong.class)).hasSize(1).first()
                .satisfies(wrong -> assertThat(wrong.offsetSeconds()).isCloseTo(offset, within(0.1)));
        for (int i = 1; i < bench.errors().size(); i++) {
            assertThat(Math.abs(bench.errors().get(i) - bench.errors().get(i - 1))).isLessThan(0.0836);
        }
    }

    @Test
    void maxSlewRateIsKept() {
        ClockBench bench = bench(new SteeringSettings(0.1, 0, 500e-6), 0.1);
        bench.run(1000);
        // 200 s at 500 ppm
        assertThat(bench.settled(1e-3)).isBetween(270, 480);
    }

    @Test
    void anExternalStepOfAHundredSecondsIsAJumpAfterWhichAllIsMeasuredAnewAndSlewed() {
        ClockBench bench = bench(SLEWING, 0.1);
        bench.run(320);
        assertThat(bench.snapshot().stratum()).isLessThan(16);
        bench.stepByOthers(100);
        assertThat(bench.events(ClockEvent.TimeJump.class)).containsExactly(new ClockEvent.TimeJump(100));
        assertThat(bench.snapshot().stratum()).isEqualTo(16);
        bench.run(3000);
        assertThat(bench.settled(1e-3)).isBetween(1550, 1950);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e8, -1e8, 12})
    void withMakestepAnExternalJumpIsSteppedBack(double jump) {
        ClockBench bench = bench(new SteeringSettings(1, -1, 83_333e-6), 0.1);
        bench.run(1000);
        bench.stepByOthers(jump);
        bench.run(1000);
        assertThat(bench.settled(1e-3)).isBetween(1000, 1300);
    }

    @Test
    void anExternalStepOfASecondIsNoJumpButAnOffset() {
        ClockBench bench = bench(SLEWING, 0.1);
        bench.run(1000);
        bench.stepByOthers(1);
        bench.run(200);
        assertThat(bench.events(ClockEvent.TimeJump.class)).isEmpty();
        assertThat(bench.settled(1e-3)).isBetween(1001, 1090);
    }

    @Test
    void aClockThatIsThrownAboutEveryEightMinutesSurvives() {
        ClockBench bench = bench(new SteeringSettings(1, -1, 83_333e-6), 0.1);
        for (int i = 0; i < 20; i++) {
            bench.run(500);
            bench.stepByOthers(i % 3 == 0 ? -1e4 : 1e4);
        }
        bench.run(500);
        assertThat(Math.abs(bench.error())).isLessThan(1e-3);
    }

    @Test
    void aRateThatAnotherProgramSetIsUndone() {
        ClockBench bench = bench(SLEWING, 0);
        bench.run(1000);
        double before = bench.ratePpm();
        bench.rateByOthers(250);
        assertThat(bench.events(ClockEvent.ForeignRate.class)).hasSize(1);
        assertThat(bench.ratePpm()).isCloseTo(before, within(1e-3));
    }

    @Test
    void offsetsAboveTheThresholdAreSteppedInTheFirstUpdatesOnly() {
        ClockBench small = bench(new SteeringSettings(2, 1, 83_333e-6), 1);
        small.run(600);
        assertThat(small.events(ClockEvent.ClockStepped.class)).isEmpty();
        assertThat(small.settled(1e-3)).isLessThan(300);
        ClockBench large = bench(new SteeringSettings(2, 1, 83_333e-6), 5);
        large.run(300);
        assertThat(large.events(ClockEvent.ClockStepped.class)).hasSize(1);
        large.stepByOthers(5);
        large.run(600);
        assertThat(large.events(ClockEvent.ClockStepped.class)).hasSize(1);
    }

    @Test
    void anOperatorMakesOneStepOfWhatIsLeftToSlewAndChangesThePolicy() {
        ClockBench bench = bench(SLEWING, 50);
        bench.run(400);
        assertThat(bench.error()).isGreaterThan(10);
        bench.ask(new ClockRequest.MakeStep());
        assertThat(Math.abs(bench.error())).isLessThan(2e-3);
        bench.ask(new ClockRequest.StepPolicy(0.5, 1));
        bench.stepByOthers(3);
        bench.run(200);
        assertThat(bench.events(ClockEvent.ClockStepped.class)).hasSize(2);
    }

    @Test
    void withAHugeCorrectionTimeRatioNothingIsSlewedNoticeably() {
        SteeringSettings slow = new SteeringSettings(1e9, 0, 83_333e-6, OptionalDouble.of(1e10), Optional.empty(), 1000,
                500_000, OptionalDouble.empty(), 1, Optional.empty(), Optional.empty());
        ClockBench bench = bench(slow, 0.1);
        bench.run(3000);
        // The first correction knows no interval yet; the rate is corrected as ever.
        assertThat(bench.errors().get(500)).isCloseTo(bench.error(), within(2e-3));
    }

    @Test
    void changesLargerThanAllowedArePassedOverAndThenEndTheDaemon() {
        ClockBench bench = bench(maxChange(0.5, 1, 3), 0);
        bench.run(500);
        bench.stepByOthers(1);
        bench.run(1000);
        var refusals = bench.events(ClockEvent.AdjustmentRefused.class);
        assertThat(refusals.stream().filter(refused -> !refused.exiting())).hasSize(3);
        assertThat(refusals.get(3).exiting()).isTrue();
        assertThat(refusals.get(0).offsetSeconds()).isCloseTo(1, within(0.01));
        assertThat(bench.error()).as("nothing was corrected").isCloseTo(1, within(0.01));
    }

    @Test
    void aWrongDriftFileDoesNoHarm() {
        for (double wrong : new double[]{1e4, -1e4}) {
            SteeringSettings steering = new SteeringSettings(1, 1, 83_333e-6)
                    .withDrift(Optional.of(new KnownDrift(wrong, 1)));
            ClockBench bench = bench(steering, 0.1, 0.05);
            bench.jitter = 1e-8;
            bench.run(2000);
            assertThat(bench.settled(1e-4)).isLessThan(450);
        }
    }

    @Test
    void aRightDriftFileIsUsedFromTheStart() {
        SteeringSettings steering = SLEWING.withDrift(Optional.of(new KnownDrift(100, 0.5)));
        ClockBench bench = bench(steering, 0);
        bench.run(60);
        assertThat(Math.abs(bench.error())).isLessThan(1e-6);
        assertThat(bench.snapshot().clock().tracking().frequencyPpm()).isCloseTo(100, within(0.1));
        assertThat(bench.snapshot().clock().tracking().skewPpm()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void whereNothingIsHeardForLongAnAverageOfTheRateIsUsed() {
        SteeringSettings steering = new SteeringSettings(0.1, 0, 83_333e-6, OptionalDouble.empty(), Optional.empty(),
                1000, 500_000, OptionalDouble.empty(), 1, Optional.of(new FallbackIntervals(6, 10)), Optional.empty());
        ClockBench bench = new ClockBench(steering, ClockSettings.DEFAULT,
                Oscillator.constant(Frequency.ofPpm(100)).plus(Oscillator.sine(new Frequency(1e-6), 1800)), 0.1,
                ClockBench.ORDINARY);
        bench.poll = 16;
        bench.run(5000);
        bench.poll = 0;
        bench.run(1500);
        assertThat(bench.events(ClockEvent.FallbackDrift.class)).extracting(ClockEvent.FallbackDrift::averagedSeconds)
                .containsExactly(64.0, 128.0, 256.0, 512.0, 1024.0);
        assertThat(bench.events(ClockEvent.FallbackDrift.class).getLast().ppm()).isCloseTo(100, within(0.9));
    }

    @Test
    void anOperatorShiftsRateAndOffsetUntilTheNextUpdate() {
        ClockBench bench = bench(SLEWING, 0);
        bench.run(1000);
        bench.poll = 0;
        double before = bench.ratePpm();
        bench.ask(new ClockRequest.AdjustFrequency(10));
        assertThat(bench.ratePpm()).isCloseTo(before - 10, within(0.01));
        bench.ask(new ClockRequest.AdjustFrequency(-10));
        bench.ask(new ClockRequest.AdjustOffset(0.05));
        bench.run(10);
        assertThat(bench.error()).isCloseTo(-0.05, within(1e-4));
    }

    @Test
    void anOperatorsWatchSetsOffsetAndRate() {
        ClockSettings manual = new ClockSettings(ClockSettings.DEFAULT.leapMode(), ClockSettings.DEFAULT.leapTable(),
                Optional.empty(), true, Optional.empty(), Optional.empty());
        ClockBench bench = new ClockBench(SLEWING, manual, Oscillator.constant(Frequency.ofPpm(100)), 0.1,
                ClockBench.ORDINARY);
        bench.poll = 0;
        bench.run(3600);
        bench.setTime(0);
        bench.run(3600);
        bench.setTime(1e-3);
        var report = bench.snapshot().clock().manual();
        assertThat(report.samples()).hasSize(2);
        assertThat(report.lastOffsetSeconds()).isCloseTo(0.36 - 1e-3, within(1e-4));
        assertThat(report.frequencyPpm()).isCloseTo(100, within(0.5));
        bench.run(2800);
        // settled 4 to 6 s after the second entry; a millisecond of the watch in an hour is 0.3 ppm
        assertThat(bench.settled(4e-3)).isBetween(7204, 7206);
        bench.ask(new ClockRequest.DeleteManual(0));
        assertThat(bench.snapshot().clock().manual().samples()).hasSize(1);
        bench.ask(new ClockRequest.ManualMode(ClockRequest.ManualMode.Switch.OFF));
        bench.setTime(5);
        assertThat(Math.abs(bench.error())).isLessThan(4e-3);
    }
}
