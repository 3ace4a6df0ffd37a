package org.timeball.timekeeping.holdover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ForecastRecordTest {
    private static final double SIGMA = 1e-6;

    /// A filter that always claims one microsecond for its forecasts, of a clock whose offset is as given.
    private static ForecastRecord watching(DoubleUnaryOperator offset, double seconds, double spacing) {
        ForecastRecord record = ForecastRecord.blank();
        for (double time = 0; time < seconds; time += spacing) {
            record = record.after(new Forecast(time, offset.applyAsDouble(time), 0, SIGMA * SIGMA, 0, 0, 0, 0, 0, 0));
        }
        return record;
    }

    @Test
    void nothingIsHeldAgainstAClockBeforeItsForecastsCameDue() {
        assertThat(ForecastRecord.blank().excessAfter(3600)).isEqualTo(1);
        assertThat(watching(time -> time, 15, 1).excessAfter(100)).isEqualTo(1);
    }

    @Test
    void forecastsThatAlwaysComeTrueLowerTheExcess() {
        assertThat(watching(time -> 5, 10_000, 1).excessAfter(16)).isLessThan(0.2);
    }

    @Test
    void aDriftThatTheFilterDoesNotSeeShowsInProportionToTheTime() {
        // The error over a lag is 1e-7 times the lag: 10 sigma after 100 s. The few forecasts that are counted as true
        // beforehand lower it by 7 %.
        ForecastRecord record = watching(time -> 1e-7 * time, 20_000, 1);
        assertThat(record.excessAfter(100)).isCloseTo(10, within(1.0));
        assertThat(record.excessAfter(1000)).isCloseTo(100, within(15.0));
    }

    @Test
    void beyondWhatWasObservedTheExcessGrowsByNoMoreThanARootOfTheTime() {
        ForecastRecord record = watching(time -> 1e-7 * time, 2000, 1);
        assertThat(record.excessAfter(40_000) / record.excessAfter(10_000)).isCloseTo(2, within(1e-9));
    }

    @Test
    void seldomPollsTellOfLongHorizonsOnly() {
        ForecastRecord record = watching(time -> 1e-7 * time, 20_000, 64);
        assertThat(record.excessAfter(256)).isCloseTo(25, within(4.0));
        assertThat(record.excessAfter(16)).isEqualTo(record.excessAfter(256));
    }

    @Test
    void aGapIsNoForecast() {
        ForecastRecord before = watching(time -> 0, 5000, 1);
        ForecastRecord after = before.after(new Forecast(1e6, 1, 0, SIGMA * SIGMA, 0, 0, 0, 0, 0, 0));
        assertThat(after.excessAfter(100)).isEqualTo(before.excessAfter(100));
    }

    @Test
    void whatTheTemperatureExplainsIsNoError() {
        ForecastRecord warm = ForecastRecord.blank();
        ForecastRecord blind = ForecastRecord.blank();
        for (int time = 0; time < 10_000; time++) {
            // A degree in 100 s from the start, and 1e-8 a degree: the offset grows by 1e-8 t^2 / 200.
            double offset = 1e-8 * time * time / 200;
            double rate = 1e-8 * time / 100;
            double degrees = time / 100.0;
            double sum = time * (double) time / 200;
            warm = warm.after(new Forecast(time, offset, rate, SIGMA * SIGMA, 0, 0, 0, degrees, sum, 1e-8));
            blind = blind.after(new Forecast(time, offset, rate, SIGMA * SIGMA, 0, 0, 0, degrees, sum, 0));
        }
        assertThat(warm.excessAfter(1000)).isLessThan(1);
        assertThat(blind.excessAfter(1000)).isGreaterThan(30);
    }
}
