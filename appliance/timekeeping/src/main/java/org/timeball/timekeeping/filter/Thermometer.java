package org.timeball.timekeeping.filter;

import org.jspecify.annotations.Nullable;

/// A thermometer's readings, smoothed, and carried on between them.
///
/// Temperature follows the same model as a clock, a value with a wandering slope, so the same [ModelBank] learns how
/// noisy and how coarse the thermometer is. Degrees count from the first reading; before it there is no change.
/// Immutable.
final class Thermometer {
    /// A slope is believed for so long after a reading; then the temperature is taken to stand still.
    private static final double CARRIED_SECONDS = 120;
    private static final double COLDEST = -273.15;
    private static final double HOTTEST = 1000;
    private static final double CLOSEST_SECONDS = 0.1;
    /// The resolution assumed: a tenth of a degree, common for boards.
    private static final double QUANTUM = 0.1;
    /// The grid of noise laws has one entry: all readings are alike.
    private static final double[] ALIKE = {1};

    static final Thermometer NONE = new Thermometer(Double.NEGATIVE_INFINITY, 0, 0, 0, null);

    private final double time;
    private final double first;
    private final double degrees;
    private final double sum;
    private final @Nullable ModelBank bank;

    private Thermometer(double time, double first, double degrees, double sum, @Nullable ModelBank bank) {
        this.time = time;
        this.first = first;
        this.degrees = degrees;
        this.sum = sum;
        this.bank = bank;
    }

    /// @param degrees above the first reading
    /// @param sum integral of them since the first reading, degree seconds
    record State(double degrees, double sum) {
    }

    /// The thermometer after a reading. One that cannot be, or is not after the last, changes nothing.
    Thermometer reading(double at, double celsius) {
        boolean possible = celsius > COLDEST && celsius < HOTTEST && Math.abs(at) < Double.MAX_VALUE;
        if (!possible || !(at - time >= CLOSEST_SECONDS)) {
            return this;
        }
        if (time == Double.NEGATIVE_INFINITY) {
            return new Thermometer(at, celsius, 0, 0, null);
        }
        double dt = at - time;
        double reading = celsius - first;
        ModelBank next = bank == null
                ? ModelBank.through(degrees, reading, dt, ALIKE, QUANTUM, Memory.FREE)
                : bank.after(dt, Heat.NONE).updated(reading, ALIKE, 1, false);
        return new Thermometer(at, first, next.belief().offset(), at(at).sum(), next);
    }

    /// The temperature at a moment not before the last reading.
    State at(double when) {
        double dt = Math.max(0, when - time);
        if (time == Double.NEGATIVE_INFINITY) {
            return new State(0, 0);
        }
        // A slope from two coarse readings is no slope.
        double slope = bank == null || bank.learned() == 0 ? 0 : bank.belief().rate();
        double carried = Math.min(dt, CARRIED_SECONDS);
        double end = degrees + slope * carried;
        return new State(end, sum + (degrees + end) / 2 * carried + end * (dt - carried));
    }
}
