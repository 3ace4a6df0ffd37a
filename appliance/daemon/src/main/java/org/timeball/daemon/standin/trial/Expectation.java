package org.timeball.daemon.standin.trial;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// One thing that must come of a trial.
///
/// @param what it is, in words and with its unit
/// @param least the smallest good figure
/// @param most the largest good figure
/// @param figure takes it from the outcome
public record Expectation(String what, double least, double most, ToDoubleFunction<Outcome> figure) {
    /// The second from which a node's clock stays within limits; too early is wrong, too.
    public static Expectation settles(int node, double from, double to, Limits limits) {
        return new Expectation("node " + node + " settles, s", from, to,
                outcome -> outcome.history(node).syncSecond(limits.maxOffset, limits.maxFrequency));
    }

    /// Limits of a clock's errors.
    ///
    /// @param maxOffset largest, seconds
    /// @param maxFrequency largest rate error
    /// @param rmsOffset root mean square once it has settled, seconds
    /// @param rmsFrequency likewise of the rate error
    public record Limits(double maxOffset, double maxFrequency, double rmsOffset, double rmsFrequency) {
        public static final Limits DEFAULT = new Limits(1e-3, 5e-4, 3e-4, 1e-5);
    }

    public static Expectation rmsOffset(int node, int from, double most) {
        return new Expectation("node %d: rms offset from %d s on, s".formatted(node, from), 0, most,
                outcome -> outcome.history(node).rmsOffset(from));
    }

    public static Expectation rmsFrequency(int node, int from, double most) {
        return new Expectation("node %d: rms frequency from %d s on".formatted(node, from), 0, most,
                outcome -> outcome.history(node).rmsFrequency(from));
    }

    /// How many lines of a node's log match.
    public static Expectation lines(int node, String pattern, double least, double most) {
        return new Expectation("node %d: lines with '%s'".formatted(node, pattern), least, most,
                outcome -> outcome.count(node, pattern));
    }

    /// How many lines a file in the trial's folder has in the end.
    public static Expectation fileLines(String name, double least, double most) {
        return new Expectation("lines of " + name, least, most, outcome -> outcome.fileLines(name));
    }

    /// Mean and shortest interval between the packets a node sends.
    public static Expectation meanInterval(int node, double least, double most) {
        return new Expectation("node " + node + ": mean interval of packets sent, s", least, most,
                outcome -> outcome.packets().sentBy(node).mean());
    }

    public static Expectation leastInterval(int node, double least) {
        return new Expectation("node " + node + ": shortest interval of packets sent, s", least,
                Double.POSITIVE_INFINITY, outcome -> outcome.packets().sentBy(node).least());
    }

    /// How many packets a node sends.
    public static Expectation packets(int node, double least, double most) {
        return new Expectation("node " + node + ": packets sent", least, most,
                outcome -> outcome.packets().sentBy(node).count());
    }

    /// What is wrong with an outcome, or empty.
    public Optional<String> problem(Outcome outcome) {
        double value = figure.applyAsDouble(outcome);
        return value >= least && value <= most
                ? Optional.empty()
                : Optional.of("%s: %.4g, expected %.4g to %.4g".formatted(what, value, least, most));
    }
}
