package org.timeball.timekeeping.temperature;

import java.util.List;
import java.util.OptionalDouble;

/// How much faster the clock is to be made at a temperature, as configured with `tempcomp`.
public sealed interface TemperatureCurve {
    /// A larger compensation is a broken thermometer, not an oscillator.
    double LARGEST_PPM = 10;

    /// The compensation in ppm; positive makes the clock faster. Empty when the reading cannot be right: the result
    /// would be beyond [#LARGEST_PPM].
    default OptionalDouble compensationPpm(double celsius) {
        double ppm = ppmAt(celsius);
        return Math.abs(ppm) <= LARGEST_PPM ? OptionalDouble.of(ppm) : OptionalDouble.empty();
    }

    /// The same without a limit.
    double ppmAt(double celsius);

    /// `k0 + (T - T0) k1 + (T - T0)^2 k2`.
    ///
    /// @param zeroCelsius T0
    /// @param constantPpm k0
    /// @param linearPpm k1, ppm a degree
    /// @param quadraticPpm k2, ppm a square degree
    record Quadratic(double zeroCelsius, double constantPpm, double linearPpm,
            double quadraticPpm) implements TemperatureCurve {
        public Quadratic {
            if (!Double.isFinite(zeroCelsius + constantPpm + linearPpm + quadraticPpm)) {
                throw new IllegalArgumentException("the coefficients of tempcomp must be finite numbers");
            }
        }

        /// The same where temperatures count in thousandths of a degree, as the kernel's sensors have them.
        ///
        /// @param linearPpm k1, ppm a thousandth of a degree
        /// @param quadraticPpm k2, ppm a square of that
        public static Quadratic ofMillidegrees(double zero, double constantPpm, double linearPpm,
                double quadraticPpm) {
            return new Quadratic(zero / 1e3, constantPpm, linearPpm * 1e3, quadraticPpm * 1e6);
        }

        @Override
        public double ppmAt(double celsius) {
            double above = celsius - zeroCelsius;
            return constantPpm + above * linearPpm + above * above * quadraticPpm;
        }
    }

    /// Straight lines between points, and on beyond the first and the last.
    ///
    /// @param points at least two, ascending by temperature
    record Table(List<Point> points) implements TemperatureCurve {
        public Table {
            points = List.copyOf(points);
            if (points.size() < 2) {
                throw new IllegalArgumentException("a table of temperatures needs two points or more");
            }
            for (int i = 1; i < points.size(); i++) {
                if (!(points.get(i).celsius > points.get(i - 1).celsius)) {
                    throw new IllegalArgumentException("the temperatures of the table must ascend, but "
                            + points.get(i).celsius + " follows " + points.get(i - 1).celsius);
                }
            }
        }

        @Override
        public double ppmAt(double celsius) {
            int i = 1;
            while (i < points.size() - 1 && celsius > points.get(i).celsius) {
                i++;
            }
            Point low = points.get(i - 1);
            Point high = points.get(i);
            return low.ppm + (celsius - low.celsius) * (high.ppm - low.ppm) / (high.celsius - low.celsius);
        }
    }

    /// @param celsius a temperature
    /// @param ppm the compensation at it
    record Point(double celsius, double ppm) {
        public Point {
            if (!Double.isFinite(celsius + ppm)) {
                throw new IllegalArgumentException("a point of a table of temperatures must be finite numbers");
            }
        }
    }
}
