package org.timeball.timekeeping.filter;

import java.util.Arrays;
import java.util.OptionalDouble;

/// Notices that the noise is no longer of the learned size, long before the slow learning would.
///
/// Watches the last innovations, in seconds per unit of the sample's noise. It looks at the differences of neighbours:
/// a source whose phase jumped is not noisier for it, and neither is one that is followed with a lag.
final class NoiseMonitor {
    private static final int WATCHED = 32;
    private static final int FEWEST = 8;
    /// A full window is looked at only so often.
    private static final int STRIDE = 4;
    /// How many times larger or smaller (variance) the noise must seem, with a full window and with less.
    private static final double FACTOR = 6;
    private static final double FACTOR_WITH_FEW = 16;
    /// Median and 90 % quantile of the square of a standard normal number.
    private static final double MEDIAN_OF_SQUARE = 0.455;
    private static final double NINTH_DECILE_OF_SQUARE = 2.706;

    static final NoiseMonitor FRESH = new NoiseMonitor(new double[WATCHED], 0);

    private final double[] window;
    private final long count;

    private NoiseMonitor(double[] window, long count) {
        this.window = window;
        this.count = count;
    }

    NoiseMonitor with(double innovation) {
        double[] next = window.clone();
        next[(int) (count % WATCHED)] = innovation;
        return new NoiseMonitor(next, count + 1);
    }

    /// The same in other units of variance.
    NoiseMonitor scaled(double factor) {
        if (factor == 1) {
            return this;
        }
        double root = Math.sqrt(factor);
        return new NoiseMonitor(Arrays.stream(window).map(x -> x * root).toArray(), count);
    }

    /// By what factor the learned variance is wrong, if it clearly is.
    ///
    /// @param leastVariance that the resolution of the readings allows
    OptionalDouble misjudged(double learnedVariance, double leastVariance) {
        boolean full = count >= WATCHED;
        if (count < FEWEST || full && count % STRIDE != 0) {
            return OptionalDouble.empty();
        }
        double[] squares = squaredDifferences(full ? WATCHED : (int) count);
        double median = squares[squares.length / 2] / MEDIAN_OF_SQUARE;
        // Coarse readings repeat: their median is 0 while the noise is not.
        double decile = squares[squares.length * 9 / 10] / NINTH_DECILE_OF_SQUARE;
        double high = Math.max(leastVariance, Math.max(median, decile));
        double factor = full ? FACTOR : FACTOR_WITH_FEW;
        if (median > factor * learnedVariance) {
            return OptionalDouble.of(median / learnedVariance);
        }
        return learnedVariance > factor * high ? OptionalDouble.of(high / learnedVariance) : OptionalDouble.empty();
    }

    /// Half the squared differences of neighbours, sorted: each has the variance of one innovation.
    private double[] squaredDifferences(int length) {
        double[] squares = new double[length - 1];
        for (int i = 0; i < squares.length; i++) {
            double d = window[(int) ((count - length + i) % WATCHED)]
                    - window[(int) ((count - length + i + 1) % WATCHED)];
            squares[i] = d * d / 2;
        }
        Arrays.sort(squares);
        return squares;
    }
}
