package org.timeball.simulator.clock;

import java.util.SplittableRandom;
import org.timeball.timekeeping.time.Frequency;

/// A free-running oscillator: its rate error, constant within each true second.
///
/// Seconds count from 0 at the clock's start. The answer for a second never changes; asking in ascending order is
/// cheap, going back may cost as much as starting anew. Not for several threads at once.
@FunctionalInterface
public interface Oscillator {
    /// The rate error during one second, as a fraction: positive runs fast.
    ///
    /// @param second 0 or more
    double rateErrorDuring(long second);

    /// Whether the rate error is the same for ever.
    default boolean isSteady() {
        return false;
    }

    /// Both rate errors added.
    default Oscillator plus(Oscillator other) {
        if (isSteady() && other.isSteady()) {
            return constant(new Frequency(rateErrorDuring(0) + other.rateErrorDuring(0)));
        }
        return second -> rateErrorDuring(second) + other.rateErrorDuring(second);
    }

    /// The oscillator that has no error.
    static Oscillator perfect() {
        return constant(Frequency.ZERO);
    }

    /// One rate error for ever.
    static Oscillator constant(Frequency error) {
        return new SteadyOscillator(error.fraction());
    }

    /// An initial error and random-walk frequency noise: after T seconds the rate has wandered by wander * sqrt(T), one
    /// standard deviation. The first second already has one step of the walk.
    ///
    /// @param wander standard deviation of each second's step, as a fraction; 1e-9 is an ordinary crystal
    static Oscillator wandering(Frequency initial, double wander, long seed) {
        return constant(initial).plus(randomWalk(wander, seed));
    }

    /// Random-walk frequency noise alone.
    static Oscillator randomWalk(double wander, long seed) {
        return new NoisyOscillator(() -> {
            SplittableRandom random = new SplittableRandom(seed);
            double[] walk = new double[1];
            return () -> walk[0] += wander * random.nextGaussian();
        });
    }

    /// White frequency noise: each second's error is drawn afresh.
    ///
    /// @param sigma standard deviation as a fraction; equals the Allan deviation at 1 s
    static Oscillator whiteNoise(double sigma, long seed) {
        return new NoisyOscillator(() -> {
            SplittableRandom random = new SplittableRandom(seed);
            return () -> sigma * random.nextGaussian();
        });
    }

    /// Flicker frequency noise: an Allan deviation that is the same at every averaging time from some seconds to some
    /// days.
    ///
    /// @param allanDeviation that deviation, as a fraction
    static Oscillator flicker(double allanDeviation, long seed) {
        return new NoisyOscillator(() -> new FlickerSeries(allanDeviation, new SplittableRandom(seed)));
    }

    /// A jump of the rate, from a second on.
    static Oscillator step(long fromSecond, Frequency by) {
        return second -> second < fromSecond ? 0 : by.fraction();
    }

    /// A rate that swings round its mean, as with the temperature of a room.
    static Oscillator sine(Frequency amplitude, long periodSeconds) {
        return second -> amplitude.fraction() * Math.sin(2 * Math.PI * (second % periodSeconds) / periodSeconds);
    }

    /// Ageing: a rate that drifts in one direction.
    static Oscillator ageing(Frequency perDay) {
        return second -> perDay.fraction() * second / 86_400.0;
    }
}
