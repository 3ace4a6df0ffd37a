package org.timeball.timekeeping.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalDistributionTest {
    /// Values from Abramowitz and Stegun, "Handbook of Mathematical Functions", table 26.1.
    @ParameterizedTest
    @CsvSource({"0, 0.5", "1, 0.841344746068543", "2, 0.977249868051821", "3, 0.998650101968370",
            "5, 0.999999713348428"})
    void theCumulativeDistributionAgreesWithTheTables(double z, double expected) {
        assertThat(NormalDistribution.cumulative(z)).isEqualTo(expected, within(1e-14));
        assertThat(NormalDistribution.cumulative(-z)).isEqualTo(1 - expected, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({"-1e300, 0", "1e300, 1", "-Infinity, 0", "Infinity, 1"})
    void farOutItIsZeroOrOne(double z, double expected) {
        assertThat(NormalDistribution.cumulative(z)).isEqualTo(expected);
    }
}
