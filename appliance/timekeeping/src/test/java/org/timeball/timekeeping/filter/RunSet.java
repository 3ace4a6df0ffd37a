package org.timeball.timekeeping.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The same scenario lived through with several seeds.
record RunSet(String name, List<SimulatedRun> runs, long firstSeed) {
    static RunSet of(String name, Scenario scenario, long firstSeed, int count) {
        List<SimulatedRun> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(SimulatedRun.of(scenario, firstSeed + i));
        }
        return new RunSet(name, runs, firstSeed);
    }

    double median(ToDoubleFunction<SimulatedRun> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    double worst(ToDoubleFunction<SimulatedRun> figure) {
        return runs.stream().mapToDouble(figure).max().orElseThrow();
    }

    /// Share of the settled seconds of all runs in which the bound held.
    double containment() {
        double seconds = runs.stream().mapToDouble(SimulatedRun::seconds).sum();
        return 1 - runs.stream().mapToDouble(SimulatedRun::outside).sum() / seconds;
    }

    /// Root mean square over the runs of a series at one second.
    double rmsAt(int second, boolean ofBound) {
        double[] values = runs.stream().mapToDouble(run -> (ofBound ? run.bound : run.error)[second]).toArray();
        return SimulatedRun.rms(values, 0, values.length);
    }

    @Override
    public String toString() {
        double[] rms = runs.stream().mapToDouble(SimulatedRun::rms).toArray();
        return name + ", seeds from " + firstSeed + ": rms " + Arrays.toString(rms) + ", median max "
                + median(SimulatedRun::max) + ", containment " + containment();
    }
}
