package org.timeball.daemon.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({"0, 0 ns", "4e-7, 400 ns", "3.61e-7, 370 ns", "9.99e-7, 1 us", "9.91e-4, 1 ms", "0.0101, 11 ms",
            "1, 1 s", "123, 130 s", "1e-10, 0.1 ns", "1e-13, 0 ns", "Infinity, unknown", "NaN, unknown"})
    void aBoundIsNeverToldTooSmall(double seconds, String text) {
        assertThat(Quantity.bound(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1.2345e-6, +1.23 us", "-1.2345e-6, -1.23 us", "9.996e-7, +1 us", "-104e-9, -104 ns", "0, 0 ns",
            "-0.5, -500 ms", "37, +37 s", "1e9, +1000000000 s", "NaN, unknown"})
    void anOffsetHasItsSign(double seconds, String text) {
        assertThat(Quantity.offset(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 s", "-3, 0.0 s", "0.44, 0.4 s", "9.94, 9.9 s", "9.95, 9 s", "12.9, 12 s", "119.9, 119 s",
            "120, 2 min", "7199, 119 min", "7200, 2 h", "172799, 47 h", "172800, 2 days",
            "1e300, 9223372036854775807 days",
            "Infinity, unknown"})
    void anAgeHasTheUnitThatPeopleWaitIn(double seconds, String text) {
        assertThat(Quantity.age(seconds)).isEqualTo(text);
    }
}
