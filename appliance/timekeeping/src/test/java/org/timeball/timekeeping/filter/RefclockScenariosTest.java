package org.timeball.timekeeping.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A clock behind one refclock stays within the limits that half of chronyd's error and less sets it.
///
/// The limits are for medians of 20 seeds. The rms of one run scatters by 5 % (its error is correlated over some 16
/// samples), the median of four by 3 %: [#FEW_SEEDS] allows two of these.
class RefclockScenariosTest {
    private static final double FEW_SEEDS = 1.06;
    private static final double CONTAINMENT = 0.999;
    /// Of the bound's rms to the error's while nothing happens.
    private static final double MODEST_BOUND = 6;

    private static final Scenario COARSE = Scenario.refclock(1e-6, 1e-9);
    private static final Scenario FINE = Scenario.refclock(5e-8, 1e-10);

    private static void assertSteady(RunSet runs, double limit) {
        assertThat(runs.median(SimulatedRun::rms)).as("%s", runs).isLessThan(limit * FEW_SEEDS);
        assertThat(runs.containment()).as("%s", runs).isGreaterThan(CONTAINMENT);
        assertThat(runs.median(run -> run.rmsBound() / run.rms())).as("%s", runs).isLessThan(MODEST_BOUND);
    }

    private static void assertRecovers(RunSet runs, double peak, int seconds) {
        assertThat(runs.median(SimulatedRun::peak)).as("%s", runs).isLessThan(peak * FEW_SEEDS);
        assertThat(runs.median(SimulatedRun::recovery)).as("%s", runs).isLessThanOrEqualTo(seconds);
        // Until the jump stands out the bound cannot know: 0.1 % of the 7,500 s that the full scenario counts.
        assertThat(runs.median(SimulatedRun::outside)).as("%s", runs).isLessThanOrEqualTo(7);
    }

    @Test
    void aMicrosecondRefclockHoldsTheClockNearTheNoiseFloor() {
        assertSteady(RunSet.of("c", COARSE, 1, 4), 2.3e-7);
    }

    @Test
    void aFiftyNanosecondRefclockHoldsTheClockNearTheNoiseFloor() {
        assertSteady(RunSet.of("d", FINE, 1, 4), 1.36e-8);
    }

    @Test
    void aSlowWaveOfTheRateIsFollowed() {
        assertSteady(RunSet.of("t", FINE.withSine(5e-8).lasting(20_000), 1, 3), 2.0e-8);
    }

    @Test
    void aMillisecondSentenceIsAveragedOverHours() {
        // One run has a handful of independent errors: their rms scatters by a third.
        RunSet runs = RunSet.of("nmea", Scenario.refclock(1e-3, 1e-9), 1, 4);
        assertThat(runs.median(SimulatedRun::rms)).as("%s", runs).isLessThan(4.5e-5 * 1.15);
        assertThat(runs.containment()).as("%s", runs).isGreaterThan(CONTAINMENT);
    }

    @Test
    void flickerOfTheRateIsNoTrap() {
        assertSteady(RunSet.of("flicker", Scenario.refclock(2e-8, 0).withFlicker(1e-10).lasting(20_000), 1, 3), 5.0e-9);
    }

    @Test
    void aRateJumpBehindAMicrosecondRefclockIsCaughtInSeconds() {
        assertRecovers(RunSet.of("e-c", COARSE.withRateStep(1e-6).lasting(5000), 1, 11), 4.3e-6, 8);
    }

    @Test
    void aRateJumpBehindAFineRefclockIsCaughtByItsSecondSample() {
        assertRecovers(RunSet.of("e-d", FINE.withRateStep(1e-6).lasting(5000), 1, 11), 2.1e-6, 5);
    }

    @Test
    void aRateJumpOfManyPartsPerMillionIsCaughtByItsSecondSampleToo() {
        RunSet runs = RunSet.of("50 ppm", FINE.withRateStep(5e-5).lasting(4000), 1, 4);
        assertThat(runs.worst(SimulatedRun::peak)).as("%s", runs).isLessThan(1.05e-4);
        assertThat(runs.median(SimulatedRun::recovery)).as("%s", runs).isLessThanOrEqualTo(5);
    }

    @Test
    void loneOutliersMoveNothing() {
        RunSet runs = RunSet.of("rareout", FINE.withOutliers(5e-4).lasting(20_000), 1001, 4);
        assertSteady(runs, 1.30e-8);
        assertThat(runs.median(SimulatedRun::max)).as("%s", runs).isLessThan(5.5e-8 * FEW_SEEDS);
    }

    @Test
    void aSourceThatTurnsTwentyTimesNoisierIsUnderstood() {
        RunSet runs = RunSet.of("jitter-up", FINE.withLaterJitter(20), 1, 6);
        assertThat(runs.median(SimulatedRun::rms)).as("%s", runs).isLessThan(2.0e-7);
        assertThat(runs.worst(SimulatedRun::rms)).as("%s", runs).isLessThan(1e-6);
        assertThat(runs.containment()).as("%s", runs).isGreaterThan(CONTAINMENT);
        assertThat(runs.worst(run -> run.filter().estimate().orElseThrow().jitterSeconds())).isCloseTo(1e-6,
                within10Percent());
    }

    @Test
    void newNoiseThatBeginsLikeARateJumpIsUnderstoodInTheEnd() {
        // Seed 36: the first two samples of the new noise lie on a line.
        SimulatedRun run = SimulatedRun.of(FINE.withLaterJitter(20), 36);
        assertThat(run.max()).isLessThan(1e-5);
        assertThat(run.filter().samples()).isGreaterThan(9980);
    }

    @Test
    void aSourceThatTurnsTwentyTimesQuieterIsUsedToTheFull() {
        RunSet runs = RunSet.of("jitter-down", COARSE.withLaterJitter(0.05), 1, 3);
        assertThat(runs.worst(run -> run.filter().estimate().orElseThrow().jitterSeconds())).isCloseTo(5e-8,
                within10Percent());
        assertThat(runs.containment()).as("%s", runs).isGreaterThan(CONTAINMENT);
    }

    /// The noise is learned from 4000 samples: 1.1 % of scatter.
    private static org.assertj.core.data.Percentage within10Percent() {
        return org.assertj.core.data.Percentage.withPercentage(10);
    }
}
