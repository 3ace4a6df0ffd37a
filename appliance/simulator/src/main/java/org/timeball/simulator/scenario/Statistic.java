package org.timeball.simulator.scenario;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is made of one figure over several seeds. Signs do not count.
public enum Statistic {
    MEDIAN,
    LARGEST,
    RMS;

    /// Its name in scenarios.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Statistic> of(String key) {
        return Arrays.stream(values()).filter(statistic -> statistic.key().equals(key)).findFirst();
    }

    /// @param values at least one
    double of(double[] values) {
        double[] sizes = Arrays.stream(values).map(Math::abs).sorted().toArray();
        int half = sizes.length / 2;
        return switch (this) {
            case MEDIAN -> sizes.length % 2 == 1 ? sizes[half] : (sizes[half - 1] + sizes[half]) / 2;
            case LARGEST -> sizes[sizes.length - 1];
            case RMS -> History.rms(sizes, 0, sizes.length);
        };
    }
}
