package org.timeball.timekeeping.temperature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.temperature.TemperatureCurve.Point;

class TemperatureCurveTest {
    @Test
    void coefficientsInThousandthsOfADegreeGiveTheSameCurve() {
        TemperatureCurve curve = TemperatureCurve.Quadratic.ofMillidegrees(26_000, 0.5, 0.000183, 1e-8);
        assertThat(curve.compensationPpm(28).orElseThrow()).isCloseTo(0.5 + 0.366 + 0.04, within(1e-12));
    }

    @Test
    void aTableIsInterpolatedAndGoesOnBeyondItsEnds() {
        TemperatureCurve table = new TemperatureCurve.Table(
                List.of(new Point(20, 1), new Point(30, 0), new Point(40, 2)));
        assertThat(table.ppmAt(25)).isCloseTo(0.5, within(1e-12));
        assertThat(table.ppmAt(35)).isCloseTo(1, within(1e-12));
        assertThat(table.ppmAt(10)).isCloseTo(2, within(1e-12));
        assertThat(table.ppmAt(50)).isCloseTo(4, within(1e-12));
    }

    @Test
    void whatNoOscillatorDoesIsABrokenThermometer() {
        TemperatureCurve steep = new TemperatureCurve.Quadratic(25, 0, 1, 0);
        assertThat(steep.compensationPpm(35)).hasValue(10);
        assertThat(steep.compensationPpm(35.1)).isEmpty();
        assertThat(steep.compensationPpm(Double.NaN)).isEmpty();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new TemperatureCurve.Table(List.of(new Point(20, 1), new Point(20, 2))));
    }
}
