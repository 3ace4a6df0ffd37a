package org.timeball.timekeeping.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is put in, the filter neither throws nor forgets nor turns into NaN.
class HostileSamplesTest {
    private static final FilterSettings SETTINGS = new FilterSettings(Source.REFCLOCK, false, 1e-9);

    private static SourceFilter settled(long seed) {
        SourceFilter filter = SourceFilter.start(SETTINGS);
        NoiseGenerator random = new NoiseGenerator(seed);
        for (int second = 0; second < 100; second++) {
            filter = filter.accept(second, 1e-5 * second + 1e-7 * random.normal(), Double.NaN).next();
        }
        return filter;
    }

    private static void assertSound(SourceFilter filter, double time, long seed) {
        filter.estimate().ifPresent(estimate -> {
            assertThat(estimate.offsetSeconds()).as("seed %d", seed).isFinite();
            assertThat(estimate.rate()).as("seed %d", seed).isFinite();
            assertThat(estimate.offsetVariance()).as("seed %d", seed).isFinite().isNotNegative();
            assertThat(estimate.rateVariance()).as("seed %d", seed).isFinite().isNotNegative();
            assertThat(estimate.covariance()).as("seed %d", seed).isFinite();
            assertThat(estimate.wander()).as("seed %d", seed).isFinite().isNotNegative();
            assertThat(estimate.jitterSeconds()).as("seed %d", seed).isFinite().isPositive();
            assertThat(estimate.jumpOdds()).as("seed %d", seed).isFinite().isNotNegative();
            assertThat(estimate.offsetVarianceAt(time)).as("seed %d", seed).isFinite().isNotNegative();
        });
        assertThat(filter.boundAt(time)).as("seed %d", seed).isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, -1e300})
    void aNumberThatIsNoneIsRefusedAndChangesNothing(double bad) {
        SourceFilter filter = settled(1);
        assertThat(filter.accept(100, bad, Double.NaN).next()).isSameAs(filter);
        assertThat(filter.accept(bad, 1e-3, Double.NaN).next()).isSameAs(filter);
        assertThat(filter.accept(100, bad, Double.NaN).accepted()).isFalse();
        SourceFilter fresh = SourceFilter.start(SETTINGS);
        assertThat(fresh.accept(0, bad, Double.NaN).next()).isSameAs(fresh);
        assertThat(fresh.accept(bad, 0, Double.NaN).next()).isSameAs(fresh);
    }

    @Test
    void timeRunningBackwardsOrStandingStillIsRefused() {
        SourceFilter filter = settled(2);
        for (double time : new double[]{99, 98.5, -1e9, 99 + 1e-6}) {
            SourceFilter.Outcome outcome = filter.accept(time, 1e-3, Double.NaN);
            assertThat(outcome.accepted()).isFalse();
            assertThat(outcome.next()).isSameAs(filter);
        }
    }

    @Test
    void aMillionSamplesAtOneInstantCountForOne() {
        SourceFilter filter = settled(3);
        for (int i = 0; i < 1_000_000; i++) {
            filter = filter.accept(100, 1e-3, Double.NaN).next();
        }
        assertThat(filter.samples()).isEqualTo(101);
        assertSound(filter, 100, 3);
    }

    @Test
    void noSequenceOfSamplesMakesItUnsound() {
        double[] sizes = {0, 1e-12, 1e-9, 1e-6, 1e-3, 1, 1e3, 3.15e7, 9.9e9};
        double[] gaps = {1e-3, 0.1, 1, 1, 1, 64, 1e5, 1e8};
        for (long seed = 1; seed <= 60; seed++) {
            NoiseGenerator random = new NoiseGenerator(seed);
            SourceFilter filter = SourceFilter.start(
                    new FilterSettings(seed % 3 == 0 ? Source.NETWORK : Source.REFCLOCK, seed % 2 == 0, 0));
            double time = 0;
            double size = 0;
            for (int i = 0; i < 300; i++) {
                time += gaps[(int) (random.uniform() * (random.uniform() < 0.9 ? 5 : gaps.length))];
                if (random.uniform() < 0.05) {
                    size = sizes[(int) (random.uniform() * sizes.length)];
                }
                if (seed % 4 == 0 && random.uniform() < 0.3) {
                    filter = filter.warmed(time, 1500 * random.normal());
                }
                filter = filter.accept(time, size * (random.uniform() < 0.5 ? 1 : random.normal()),
                        size * random.uniform()).next();
                assertSound(filter, time + 1000, seed);
            }
        }
    }

    @Test
    void aPerfectSourceIsNoDivisionByZero() {
        SourceFilter filter = SourceFilter.start(SETTINGS);
        for (int second = 0; second < 1000; second++) {
            filter = filter.accept(second, 0, Double.NaN).next();
        }
        assertSound(filter, 1000, 0);
        assertThat(filter.samples()).isEqualTo(1000);
        assertThat(filter.boundAt(1000)).isLessThan(1e-8);
    }

    @Test
    void nothingIsClaimedBeforeTheSecondSample() {
        SourceFilter filter = SourceFilter.start(SETTINGS);
        assertThat(filter.estimate()).isEmpty();
        assertThat(filter.boundAt(0)).isInfinite();
        filter = filter.accept(0, 1, Double.NaN).next();
        assertThat(filter.estimate()).isEmpty();
        assertThat(filter.boundAt(0)).isInfinite();
        filter = filter.accept(1, 1, Double.NaN).next();
        assertThat(filter.estimate()).isPresent();
    }
}
