package org.timeball.timekeeping.steering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.steering.SteeringSettings.FallbackIntervals;

/// Averages of the oscillator's rate over intervals of powers of two, for when nothing is heard for that long.
/// Immutable.
///
/// @param intervals configured
/// @param means for each interval, shortest first
/// @param used the exponent of the average in use; 0 for none
public record FallbackDrift(FallbackIntervals intervals, List<Mean> means, int used) {
    /// @param rate rate error, a fraction
    /// @param seconds over how long it was averaged so far
    public record Mean(double rate, double seconds) {
    }

    public FallbackDrift {
        means = List.copyOf(means);
    }

    public static FallbackDrift start(FallbackIntervals intervals) {
        List<Mean> none = new ArrayList<>();
        for (int i = intervals.minLog2(); i <= intervals.maxLog2(); i++) {
            none.add(new Mean(0, 0));
        }
        return new FallbackDrift(intervals, none, 0);
    }

    /// After an update that found a rate, so long after the one before.
    public FallbackDrift after(double rate, double elapsedSeconds) {
        List<Mean> next = new ArrayList<>();
        for (int i = 0; i < means.size(); i++) {
            double length = Math.scalb(1.0, intervals.minLog2() + i);
            Mean mean = means.get(i);
            double seconds = mean.seconds + elapsedSeconds;
            double weight = seconds < length ? elapsedSeconds / seconds : 1 - Math.exp(-elapsedSeconds / length);
            next.add(mean.seconds == 0 || !(elapsedSeconds > 0)
                    ? new Mean(mean.seconds == 0 ? rate : mean.rate, seconds)
                    : new Mean(mean.rate + weight * (rate - mean.rate), seconds));
        }
        return new FallbackDrift(intervals, next, 0);
    }

    /// What is to be used when nothing was heard for so long: the longest average that fits; empty if that is none, or the
    /// one already in use.
    public Optional<FallbackDrift> unheard(double seconds) {
        int fits = 0;
        for (int i = 0; i < means.size(); i++) {
            double length = Math.scalb(1.0, intervals.minLog2() + i);
            if (seconds >= length && means.get(i).seconds >= length) {
                fits = intervals.minLog2() + i;
            }
        }
        return fits == 0 || fits == used ? Optional.empty() : Optional.of(new FallbackDrift(intervals, means, fits));
    }

    /// The average in use.
    public double rate() {
        return means.get(used - intervals.minLog2()).rate;
    }
}
