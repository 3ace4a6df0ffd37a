package org.timeball.timekeeping.holdover;

import java.util.ArrayList;
import java.util.List;

/// The record of a clock's forecasts: by how much they were worse than claimed, by how far they looked ahead.
///
/// This is the oscillator's structure function over what the filter expects of it. The ratio is learned, and not the
/// function itself, so that forecasts made while the filter was still unsure spoil nothing. Immutable.
public final class ForecastRecord {
    private static final double SHORTEST = 16;
    private static final int HORIZONS = 10;
    /// Beyond what was observed the excess is taken to go on growing as it did over the last factor of 4, but by no
    /// more than this power of the time: with the filter's own 1.5 it makes the square of a rate that drifts steadily.
    private static final double STEEPEST = 0.5;

    /// From 16 s to 8192 s, each twice as long as the one before.
    private final List<Horizon> horizons;

    private ForecastRecord(List<Horizon> horizons) {
        this.horizons = horizons;
    }

    /// A record without entries.
    public static ForecastRecord blank() {
        List<Horizon> horizons = new ArrayList<>();
        for (int i = 0; i < HORIZONS; i++) {
            horizons.add(Horizon.of(Math.scalb(SHORTEST, i)));
        }
        return new ForecastRecord(List.copyOf(horizons));
    }

    /// The record once the clock stood where `now` says; `now` becomes a forecast in its turn.
    public ForecastRecord after(Forecast now) {
        if (horizons.getFirst().after(now) == horizons.getFirst()) {
            // The shortest horizon is the busiest.
            return this;
        }
        return new ForecastRecord(horizons.stream().map(horizon -> horizon.after(now)).toList());
    }

    /// The errors of forecasts over `seconds`, root mean square, over what was claimed; 1 while nothing is known.
    public double excessAfter(double seconds) {
        Horizon shorter = null;
        for (Horizon horizon : horizons) {
            if (horizon.isKnown() && horizon.length() >= seconds) {
                return shorter == null ? horizon.excess() : between(shorter, horizon, seconds);
            }
            shorter = horizon.isKnown() ? horizon : shorter;
        }
        return shorter == null ? 1 : beyond(shorter, seconds);
    }

    private double beyond(Horizon longest, double seconds) {
        int index = horizons.indexOf(longest);
        double slope = 0;
        if (index >= 2 && horizons.get(index - 2).isKnown()) {
            slope = Math.clamp(slope(horizons.get(index - 2), longest), 0, STEEPEST);
        }
        return longest.excess() * Math.pow(seconds / longest.length(), slope);
    }

    private static double between(Horizon shorter, Horizon longer, double seconds) {
        return shorter.excess() * Math.pow(seconds / shorter.length(), slope(shorter, longer));
    }

    /// Power of the time with which the excess grows.
    private static double slope(Horizon shorter, Horizon longer) {
        double low = Math.max(shorter.excess(), Double.MIN_NORMAL);
        double high = Math.max(longer.excess(), Double.MIN_NORMAL);
        return Math.log(high / low) / Math.log(longer.length() / shorter.length());
    }
}
