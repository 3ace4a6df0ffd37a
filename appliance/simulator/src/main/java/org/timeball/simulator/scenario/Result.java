package org.timeball.simulator.scenario;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/// What one run came to.
///
/// @param scenario its name
/// @param seed of its noise; 0 for recorded noise
/// @param figures those that the scenario has
/// @param history every second of it
public record Result(String scenario, long seed, Map<Figure, Double> figures, History history) {
    public Result {
        figures = Collections.unmodifiableMap(new EnumMap<>(figures));
    }

    /// The figures alone; for whoever keeps many.
    public Result withoutHistory() {
        return new Result(scenario, seed, figures, new History(0));
    }

    /// One figure, if the scenario has it.
    public OptionalDouble figure(Figure figure) {
        Double value = figures.get(figure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
