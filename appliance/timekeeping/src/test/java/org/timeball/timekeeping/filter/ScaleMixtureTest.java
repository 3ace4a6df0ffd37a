package org.timeball.timekeeping.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScaleMixtureTest {
    private static Belief belief(double offset, double sigma) {
        return new Belief(offset, 0, sigma * sigma, 0, 1e-12);
    }

    @Test
    void oneModelAloneIsNormal() {
        ScaleMixture alone = ScaleMixture.of(new double[]{1}, i -> belief(3e-6, 2e-6));
        // Two-sided quantiles of the normal distribution.
        assertThat(alone.sigmasFor(2.7e-3)).isCloseTo(3.0, within(0.02));
        assertThat(alone.sigmasFor(6.334e-5)).isCloseTo(4.0, within(0.02));
        assertThat(alone.sigmasFor(5.733e-7)).isCloseTo(5.0, within(0.02));
    }

    @Test
    void aWideModelThatIsNotRuledOutWidensTheBound() {
        double[] weights = {0.99, 0.01};
        ScaleMixture doubtful = ScaleMixture.of(weights, i -> belief(0, i == 0 ? 1 : 4));
        double sigma = doubtful.sigma();
        assertThat(sigma).isCloseTo(Math.sqrt(0.99 + 0.16), within(1e-12));
        // 1e-5 of all is 1e-3 of what the wide one leaves outside: 3.29 of its 4.
        assertThat(doubtful.sigmasFor(1e-5)).isCloseTo(3.29 * 4 / sigma, within(0.1));
    }

    @Test
    void aModelOfNoWeightChangesNothing() {
        ScaleMixture one = ScaleMixture.of(new double[]{1, 0}, i -> belief(0, i == 0 ? 1 : 1e6));
        assertThat(one.sigma()).isEqualTo(1);
        assertThat(one.sigmasFor(1e-5)).isCloseTo(4.417, within(0.02));
    }

    @Test
    void theRiskIsWhatDrawsShow() {
        double[] weights = {0.5, 0.3, 0.2};
        double[] shifts = {-1, 0.5, 2};
        double[] sigmas = {1, 2, 0.1};
        ScaleMixture mixture = ScaleMixture.of(weights, i -> belief(shifts[i], sigmas[i]));
        double mean = -0.5 + 0.15 + 0.4;
        double bound = mixture.sigmasFor(0.01) * mixture.sigma();
        Random random = new Random(20261126);
        int outside = 0;
        int draws = 200_000;
        for (int n = 0; n < draws; n++) {
            double which = random.nextDouble();
            int i = which < 0.5 ? 0 : which < 0.8 ? 1 : 2;
            outside += Math.abs(shifts[i] + sigmas[i] * random.nextGaussian() - mean) > bound ? 1 : 0;
        }
        assertThat(outside / (double) draws).isCloseTo(0.01, within(0.002));
    }
}
