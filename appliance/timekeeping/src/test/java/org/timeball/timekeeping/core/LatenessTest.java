package org.timeball.timekeeping.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.timekeeping.filter.FilterSettings;
import org.timeball.timekeeping.filter.Source;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Span;

/// Pulses that are late and never early do not make the clock late, and symmetric noise is left alone.
class LatenessTest {
    private static final double SCALE = 250e-6;

    private static double late(Random random) {
        return Math.abs(random.nextGaussian()) * SCALE / 5 - SCALE * Math.log(1 - random.nextDouble());
    }

    /// The same, but one in twenty waits for milliseconds more.
    private static double veryLate(Random random) {
        return late(random) + (random.nextInt(20) == 0 ? 2e-3 + 38e-3 * random.nextDouble() : 0);
    }

    /// An hour of samples of a perfect clock.
    ///
    /// @return the largest distance of the estimate from the truth in its last half, in units of the scale
    private static double worst(long seed, Lateness lateness, ToDoubleFunction<Random> noise, boolean contained) {
        Random random = new Random(seed);
        SampleTrack track = SampleTrack.start(new FilterSettings(Source.REFCLOCK, false, 1e-9), lateness);
        double worst = 0;
        for (int second = 1; second <= 3_600; second++) {
            FreeInstant at = new FreeInstant(second * 1_000_000_000L);
            Span offset = Span.ofSeconds(noise.applyAsDouble(random));
            track = track.sample(at, offset, offset, Double.NaN).next();
            if (second > 1_800) {
                double error = Math.abs(track.reckoningAt(at).orElseThrow().offset().seconds());
                worst = Math.max(worst, error / SCALE);
                if (contained) {
                    assertThat(track.boundAt(at)).as("seed %d, second %d", seed, second).isGreaterThan(error);
                }
            }
        }
        return worst;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theEdgeOfLatePulsesIsFoundAndContained(long seed) {
        assertThat(worst(seed, Lateness.UNKNOWN, LatenessTest::late, true))
                .isLessThan(0.7 * worst(seed, Lateness.NONE, LatenessTest::late, false));
        assertThat(worst(seed, Lateness.UNKNOWN, LatenessTest::veryLate, true))
                .isLessThan(0.7 * worst(seed, Lateness.NONE, LatenessTest::veryLate, false));
    }

    /// A crystal's noise, but one in eight waits for long: the others are right.
    private static double sometimesLate(Random random) {
        return random.nextGaussian() * SCALE
                + (random.nextInt(8) == 0 ? SCALE * (4 + 20 * random.nextDouble()) : 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whereOnlySomeWaitTheOthersAreBelieved(long seed) {
        assertThat(worst(seed, Lateness.UNKNOWN, LatenessTest::sometimesLate, false))
                .isLessThan(worst(seed, Lateness.NONE, LatenessTest::sometimesLate, false) + 0.1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noiseThatIsEarlyAsOftenAsLateIsLeftAlone(long seed) {
        // A crystal's, a receiver's that rounds, and one with lone strays to both sides.
        for (ToDoubleFunction<Random> noise : List.<ToDoubleFunction<Random>>of(random -> random.nextGaussian() * SCALE,
                random -> (random.nextDouble() - 0.5) * SCALE,
                random -> random.nextGaussian() * (random.nextInt(50) == 0 ? 40 : 1) * SCALE)) {
            assertThat(worst(seed, Lateness.UNKNOWN, noise, true)).isCloseTo(worst(seed, Lateness.NONE, noise, true),
                    within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void pulsesThatStopBeingLateAreBelievedAgain(long seed) {
        Random random = new Random(seed);
        Lateness lateness = Lateness.UNKNOWN;
        for (int i = 0; i < 1_000; i++) {
            lateness = lateness.with(late(random) - SCALE);
        }
        assertThat(lateness.seconds()).isBetween(0.4 * SCALE, 1.5 * SCALE);
        for (int i = 0; i < 1_000; i++) {
            lateness = lateness.with(random.nextGaussian() * SCALE);
        }
        assertThat(lateness.seconds()).isLessThan(0.02 * SCALE);
        assertThat(lateness.doubtSeconds()).isLessThan(0.02 * SCALE);
    }
}
