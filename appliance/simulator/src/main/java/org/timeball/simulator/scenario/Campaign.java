package org.timeball.simulator.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// One scenario with several seeds.
///
/// @param scenario which
/// @param results one a seed, at least one
public record Campaign(Scenario scenario, List<Result> results) {
    public Campaign {
        results = List.copyOf(results);
    }

    /// A figure over all seeds that have it; empty if none has.
    public OptionalDouble of(Statistic statistic, Figure figure) {
        double[] values = values(figure);
        return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(statistic.of(values));
    }

    /// The smallest value of a figure, sign not counted.
    public OptionalDouble smallest(Figure figure) {
        double[] values = values(figure);
        return values.length == 0
                ? OptionalDouble.empty()
                : Arrays.stream(values).map(Math::abs).min();
    }

    /// The mark that was set for a figure, if there is one.
    public OptionalDouble mark(Mark.Owner owner, Statistic statistic, Figure figure) {
        return scenario.marks().stream()
                .filter(mark -> mark.of() == owner && mark.statistic() == statistic && mark.figure() == figure)
                .mapToDouble(Mark::value).findFirst();
    }

    /// The error an hour after the source was lost, root mean square over all seeds, to that of a filter which is told
    /// the noise; empty where there is none.
    public OptionalDouble toKnownNoise() {
        return holdoverTo(Figure.HOLDOVER_KNOWN_NOISE);
    }

    /// The same to that of a box without a thermometer; empty where there is no thermometer.
    public OptionalDouble toUnfelt() {
        return holdoverTo(Figure.HOLDOVER_UNFELT);
    }

    private OptionalDouble holdoverTo(Figure yardstick) {
        OptionalDouble ours = of(Statistic.RMS, Figure.HOLDOVER_3600);
        OptionalDouble told = of(Statistic.RMS, yardstick);
        return ours.isPresent() && told.isPresent()
                ? OptionalDouble.of(ours.getAsDouble() / told.getAsDouble())
                : OptionalDouble.empty();
    }

    private double[] values(Figure figure) {
        return results.stream().map(result -> result.figure(figure)).filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble).toArray();
    }
}
