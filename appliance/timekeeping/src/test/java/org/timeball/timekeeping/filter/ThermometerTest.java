package org.timeball.timekeeping.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThermometerTest {
    private static Thermometer read(double from, double perSecond, int readings) {
        NoiseGenerator random = new NoiseGenerator(5);
        Thermometer thermometer = Thermometer.NONE;
        for (int i = 0; i < readings; i++) {
            double celsius = from + perSecond * 60 * i + 0.05 * random.normal();
            thermometer = thermometer.reading(60 * i, Math.rint(celsius * 10) / 10);
        }
        return thermometer;
    }

    @Test
    void aTemperatureIsCarriedOnAlongItsSlope() {
        Thermometer thermometer = read(20, 1e-3, 200);
        // The last reading was at 11,940 s; noise and rounding of 0.06 degrees are smoothed to some 0.03.
        assertThat(thermometer.at(11_940).degrees()).isEqualTo(11.94, within(0.1));
        assertThat(thermometer.at(12_000).degrees()).isEqualTo(12.0, within(0.1));
    }

    @Test
    void theIntegralGrowsByTheTemperatureAndNeverJumps() {
        Thermometer before = read(20, 1e-3, 200);
        Thermometer after = before.reading(12_000, 33);
        assertThat(after.at(12_000).sum()).isEqualTo(before.at(12_000).sum(), within(1e-6));
        assertThat(before.at(12_000).sum() - before.at(11_940).sum()).isEqualTo(60 * 11.97, within(6.0));
    }

    @Test
    void aDeadThermometerStandsStill() {
        Thermometer thermometer = read(20, 1e-3, 200);
        assertThat(thermometer.at(1e6).degrees()).isEqualTo(thermometer.at(11_940 + 120).degrees());
    }

    @Test
    void withoutReadingsNothingIsKnown() {
        assertThat(Thermometer.NONE.at(1000)).isEqualTo(new Thermometer.State(0, 0));
        Thermometer one = Thermometer.NONE.reading(100, 40);
        assertThat(one.at(1000)).isEqualTo(new Thermometer.State(0, 0));
        assertThat(one.at(50)).isEqualTo(new Thermometer.State(0, 0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -400, 2000})
    void whatIsNoTemperatureChangesNothing(double celsius) {
        Thermometer thermometer = read(20, 0, 10);
        assertThat(thermometer.reading(600, celsius)).isSameAs(thermometer);
        assertThat(thermometer.reading(Double.NaN, 20)).isSameAs(thermometer);
        assertThat(thermometer.reading(540, 20)).isSameAs(thermometer);
    }
}
