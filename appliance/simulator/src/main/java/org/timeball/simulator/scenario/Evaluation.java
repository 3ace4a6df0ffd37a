package org.timeball.simulator.scenario;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Makes the figures of a run out of its history.
final class Evaluation {
    /// The holdover that is judged, seconds.
    static final int HOUR = 3600;
    /// How long after a rate step its peak is looked for.
    private static final int PEAK_SECONDS = 2000;
    private static final double RECOVERED = 2;
    private static final double IN_SYNC = 3;

    private final Scenario scenario;
    private final History history;
    private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);

    private Evaluation(Scenario scenario, History history) {
        this.scenario = scenario;
        this.history = history;
    }

    /// @param reachable the error that a filter which knows the noise has after an hour of holdover
    /// @param unfelt the error after an hour of holdover without the thermometer
    static Result of(Scenario scenario, long seed, History history, Optional<Double> reachable,
            OptionalDouble unfelt) {
        Evaluation evaluation = new Evaluation(scenario, history);
        evaluation.steady();
        evaluation.rateStep();
        evaluation.holdover();
        reachable.ifPresent(error -> evaluation.put(Figure.HOLDOVER_KNOWN_NOISE, error));
        unfelt.ifPresent(error -> evaluation.put(Figure.HOLDOVER_UNFELT, error));
        return new Result(scenario.name(), seed, evaluation.figures, history);
    }

    private void steady() {
        int from = scenario.settledSecond();
        int to = history.lengthSeconds();
        double rms = history.rmsError(from, to);
        put(Figure.RMS_TIME_ERROR, rms);
        put(Figure.MAX_TIME_ERROR, history.largestError(from, to));
        put(Figure.RMS_FREQUENCY_ERROR, history.rmsRate(from, to));
        put(Figure.CONTAINMENT, history.containment());
        put(Figure.CONTAINMENT_IN_DISPERSION, history.containmentInDispersion());
        put(Figure.CLAIMED_BOUND, history.rmsDispersion(from, to));
        put(Figure.ROOT_DISTANCE, history.rmsBound(from, to));
        put(Figure.BOUND_RATIO, history.rmsDispersion(from, to) / rms);
        for (int second = 0; second <= to; second++) {
            if (!Double.isNaN(history.boundAt(second)) && Math.abs(history.errorAt(second)) <= IN_SYNC * rms) {
                put(Figure.TIME_TO_SYNC, second);
                break;
            }
        }
    }

    private void rateStep() {
        int step = scenario.clock().rateStepSecond();
        if (step <= scenario.settledSecond() || step >= history.lengthSeconds()) {
            return;
        }
        double peak = history.largestError(step, Math.min(step + PEAK_SECONDS, history.lengthSeconds()));
        put(Figure.PEAK, peak);
        double recovered = RECOVERED * history.rmsError(scenario.settledSecond(), step);
        int second = step;
        while (Math.abs(history.errorAt(second)) < peak) {
            second++;
        }
        for (second++; second + scenario.recoverySeconds() <= history.lengthSeconds(); second++) {
            if (history.rmsError(second, second + scenario.recoverySeconds()) <= recovered) {
                put(Figure.RECOVERY, second - step);
                return;
            }
        }
    }

    private void holdover() {
        if (scenario.lostSecond() == 0) {
            return;
        }
        holdoverError(Figure.HOLDOVER_60, 60);
        holdoverError(Figure.HOLDOVER_600, 600);
        holdoverError(Figure.HOLDOVER_1800, 1800);
        holdoverError(Figure.HOLDOVER_3600, HOUR);
        if (at(HOUR) <= history.lengthSeconds()) {
            put(Figure.HOLDOVER_BOUND, history.boundAt(at(HOUR)));
        }
    }

    private void holdoverError(Figure figure, int after) {
        if (at(after) <= history.lengthSeconds()) {
            put(figure, history.errorAt(at(after)));
        }
    }

    /// So long after the last sample.
    private int at(int after) {
        return scenario.lostSecond() - 1 + after;
    }

    /// A figure that could not be had (no bound was ever claimed) is left out.
    private void put(Figure figure, double value) {
        if (!Double.isNaN(value)) {
            figures.put(figure, value);
        }
    }
}
