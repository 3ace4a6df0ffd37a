package org.timeball.timekeeping.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
    private static final double JITTER = 5e-8;

    @ParameterizedTest
    @ValueSource(doubles = {1e-5, -1e-3, 0.3, 1e6})
    void aWrongSampleAmongTheFirstIsForgottenWithTheEighth(double error) {
        for (int wrong = 0; wrong < 8; wrong++) {
            NoiseGenerator random = new NoiseGenerator(wrong + 1);
            SourceFilter filter = SourceFilter.start(new FilterSettings(Source.REFCLOCK, false, 1e-9));
            for (int second = 0; second < 8; second++) {
                double offset = 1e-4 * second + JITTER * random.normal() + (second == wrong ? error : 0);
                filter = filter.accept(second, offset, Double.NaN).next();
            }
            assertThat(filter.samples()).as("sample %d is wrong", wrong).isEqualTo(7);
            // An end of a line through seven points: two thirds of their noise, and six of that.
            assertThat(filter.estimate().orElseThrow().offsetAt(7)).as("sample %d is wrong", wrong)
                    .isBetween(7e-4 - 4 * JITTER, 7e-4 + 4 * JITTER);
        }
    }

    @Test
    void noiseAloneIsHardlyEverCalledWrong() {
        int kept = 0;
        for (long seed = 1; seed <= 1000; seed++) {
            NoiseGenerator random = new NoiseGenerator(seed);
            Opening opening = Opening.EMPTY;
            for (int second = 0; second < 8; second++) {
                opening = opening.with(new Opening.Sample(second, JITTER * random.normal(), Double.NaN));
            }
            kept += opening.withoutOutliers(1e-9).samples().size();
        }
        // The median residual of eight is ten times too small now and then: a good sample in 300 is lost.
        assertThat(kept).isGreaterThan(8000 * 249 / 250);
    }
}
