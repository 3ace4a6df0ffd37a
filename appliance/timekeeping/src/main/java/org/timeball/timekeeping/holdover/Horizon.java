package org.timeball.timekeeping.holdover;

import java.util.ArrayList;
import java.util.List;

/// How well forecasts over one length of time came true.
///
/// Four forecasts are always waiting, made a quarter of the length apart: more would hardly be independent.
///
/// @param length seconds that these forecasts look ahead
/// @param waiting forecasts whose time has not come, oldest first
/// @param squares forgetting sum of squared errors, each over the variance that was foretold
/// @param count forgetting count of them
record Horizon(double length, List<Forecast> waiting, double squares, double count) {
    private static final int WAITING = 4;
    /// Memory: a day, since temperatures go by days, and at least so many lengths.
    private static final double MEMORY_SECONDS = 86_400;
    private static final double MEMORY_LENGTHS = 64;
    /// A forecast is compared if its age is so near to the length.
    private static final double EARLY = 0.9;
    private static final double LATE = 1.3;
    /// Forecasts compared before the result is used: four lengths' worth.
    private static final double ENOUGH = 16;
    /// As many forecasts are counted as having come true as claimed: a few bad ones prove little.
    private static final double PRIOR = 16;

    static Horizon of(double length) {
        return new Horizon(length, List.of(), 0, 0);
    }

    /// The horizon once the clock stood where `now` says.
    Horizon after(Forecast now) {
        if (!waiting.isEmpty() && now.time() - waiting.getLast().time() < length / WAITING) {
            return this;
        }
        List<Forecast> next = new ArrayList<>(waiting);
        next.add(now);
        if (waiting.size() < WAITING) {
            return new Horizon(length, List.copyOf(next), squares, count);
        }
        Forecast due = next.removeFirst();
        double age = now.time() - due.time();
        double variance = due.varianceAt(now.time());
        if (age < EARLY * length || age > LATE * length || !(variance > 0)) {
            return new Horizon(length, List.copyOf(next), squares, count);
        }
        double error = now.offset() - due.offsetAt(now);
        double keep = Math.exp(-length / WAITING / Math.max(MEMORY_SECONDS, MEMORY_LENGTHS * length));
        return new Horizon(length, List.copyOf(next), squares * keep + error * error / variance, count * keep + 1);
    }

    boolean isKnown() {
        return count >= ENOUGH;
    }

    /// Root mean square of the forecasts' errors over what was foretold; 1 where the claims are honest.
    double excess() {
        return Math.sqrt((squares + PRIOR) / (count + PRIOR));
    }
}
