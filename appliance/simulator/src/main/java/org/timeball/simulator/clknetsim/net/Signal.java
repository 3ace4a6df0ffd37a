package org.timeball.simulator.clknetsim.net;

import java.util.random.RandomGenerator;

/// A number that depends on network time and on chance: a frequency error, a step, a delay.
@FunctionalInterface
public interface Signal {
    /// @param networkSeconds true time, seconds
    double at(double networkSeconds);

    static Signal constant(double value) {
        return _ -> value;
    }

    /// A shortest value and on top of it an exponentially distributed rest.
    static Signal exponential(double least, double mean, RandomGenerator random) {
        return _ -> least + mean * random.nextExponential();
    }

    /// A start value that takes a normally distributed step each time it is asked.
    static Signal wander(double start, double step, RandomGenerator random) {
        double[] value = {start};
        return _ -> value[0] += step * random.nextGaussian();
    }

    static Signal normal(double mean, double deviation, RandomGenerator random) {
        return _ -> mean + deviation * random.nextGaussian();
    }

    /// One value up to a moment, another from there on.
    ///
    /// @param whenSeconds network time, seconds
    static Signal change(double before, double whenSeconds, double after) {
        return now -> now < whenSeconds ? before : after;
    }

    /// A value at one update and 0 at all others.
    ///
    /// @param whenSeconds network time, whole seconds
    static Signal once(double whenSeconds, double value) {
        return now -> Math.abs(now - whenSeconds) < 0.5 ? value : 0;
    }

    default Signal plus(Signal other) {
        return now -> at(now) + other.at(now);
    }

    /// This signal, but lost (negative) with a probability.
    default Signal lost(double probability, RandomGenerator random) {
        return now -> {
            double value = at(now);
            return random.nextDouble() < probability ? -1 : value;
        };
    }
}
