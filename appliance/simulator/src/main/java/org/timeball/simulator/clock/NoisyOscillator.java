package org.timeball.simulator.clock;

import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// An oscillator whose errors come from a random series, one value a second.
///
/// The series can be begun anew, which is what happens when an earlier second is asked for again.
final class NoisyOscillator implements Oscillator {
    private final Supplier<DoubleSupplier> beginning;
    private DoubleSupplier series;
    private long second = -1;
    private double value;

    /// @param beginning gives the series from its first value, the same each time
    NoisyOscillator(Supplier<DoubleSupplier> beginning) {
        this.beginning = beginning;
        this.series = beginning.get();
    }

    @Override
    public double rateErrorDuring(long asked) {
        if (asked < 0) {
            throw new IllegalArgumentException("seconds count from 0, not " + asked);
        }
        if (asked < second) {
            series = beginning.get();
            second = -1;
        }
        while (second < asked) {
            value = series.getAsDouble();
            second++;
        }
        return value;
    }
}
