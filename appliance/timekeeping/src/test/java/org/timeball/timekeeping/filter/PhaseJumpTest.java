package org.timeball.timekeeping.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A source whose phase jumps and stays there: a receiver that lost its leap second, a spoofed antenna.
class PhaseJumpTest {
    private static final Scenario FINE = Scenario.refclock(5e-8, 1e-10).lasting(4000);
    private static final int OBSERVED = 600;

    private static FilterSettings settings(boolean follow) {
        return new FilterSettings(Source.REFCLOCK, follow, 1e-9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 2e-6, 5e-6, -1e-4, 1e-3, 0.25, -3600, 3e7})
    void aPhaseJumpThatIsNotToBeFollowedNeverMovesTheClockBeyondItsBound(double jump) {
        for (long seed = 1; seed <= 3; seed++) {
            SimulatedRun run = SimulatedRun.of(FINE.withPhaseStep(jump), settings(false), seed);
            for (int second = 2000; second < 2000 + OBSERVED; second++) {
                assertThat(Math.abs(run.error[second])).as("jump %s, seed %d, second %d", jump, seed, second)
                        .isLessThanOrEqualTo(run.bound[second]);
            }
            assertThat(run.filter().samples()).as("jump %s, seed %d", jump, seed).isEqualTo(2000);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-4, 0.25})
    void aPhaseJumpThatIsToBeFollowedIsFollowedWithinSeconds(double jump) {
        SimulatedRun run = SimulatedRun.of(FINE.withPhaseStep(jump), settings(true), 1);
        for (int second = 2020; second < 4000; second++) {
            // By the settled error of such a source: 13 ns, and five of those.
            assertThat(run.error[second]).isBetween(-jump - 7e-8, -jump + 7e-8);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-4, 0.25})
    void aSourceThatComesBackFromItsJumpIsHeardAgain(double jump) {
        SourceFilter filter = SourceFilter.start(settings(false));
        NoiseGenerator random = new NoiseGenerator(7);
        for (int second = 0; second < 2000; second++) {
            double phase = second >= 1000 && second < 1300 ? jump : 0;
            filter = filter.accept(second, 1e-6 * second + phase + 5e-8 * random.normal(), Double.NaN).next();
            if (second == 1299) {
                assertThat(filter.samples()).isEqualTo(1000);
            }
        }
        // Two or three samples go by until the jump is disbelieved.
        assertThat(filter.samples()).isBetween(1690L, 1700L);
        assertThat(filter.estimate().orElseThrow().offsetAt(2000)).isBetween(2e-3 - 7e-8, 2e-3 + 7e-8);
    }
}
