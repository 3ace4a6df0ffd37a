package org.timeball.timekeeping.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Samples so far apart that the rate wanders by far more meanwhile than a sample scatters: all models whose ratio is
/// large foretell the same, with scales that differ by orders of magnitude.
class SlowSamplesTest {
    private static final int SEEDS = 10;
    private static final int SAMPLES = 120;

    @ParameterizedTest
    @CsvSource({"1024, 1e-9, 1e-9", "1024, 1e-6, 1e-9", "256, 1e-8, 1e-9", "16, 1e-9, 1e-9"})
    void noneIsTakenForAnOutlierAndTheWanderIsLearned(double spacing, double jitter, double wander) {
        int outliers = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            SourceFilter filter = SourceFilter.start(new FilterSettings(Source.REFCLOCK, false, 1e-9));
            double offset = 0.1;
            double rate = 1e-4;
            for (int sample = 0; sample < SAMPLES; sample++) {
                SourceFilter.Outcome outcome = filter.accept(sample * spacing,
                        offset + jitter * random.nextGaussian(), Double.NaN);
                outliers += outcome.accepted() ? 0 : 1;
                filter = outcome.next();
                for (int second = 0; second < spacing; second++) {
                    rate += wander * random.nextGaussian();
                    offset += rate;
                }
            }
            assertThat(filter.estimate().orElseThrow().wander()).isBetween(wander / 2, wander * 2);
        }
        assertThat(outliers).isLessThanOrEqualTo(1);
    }
}
