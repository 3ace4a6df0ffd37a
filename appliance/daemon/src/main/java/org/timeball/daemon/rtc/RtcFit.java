package org.timeball.daemon.rtc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A straight line through the latest comparisons of the real-time clock with the system clock.
///
/// Where its rate has changed the residuals keep their sign for long; then the oldest comparisons are left out until they
/// do not (their number of runs is at least what a fair coin falls below once in a hundred times, roughly).
final class RtcFit {
    static final int MOST_SAMPLES = 64;
    private static final int FEWEST_TESTED = 8;

    private final List<Sample> samples = new ArrayList<>();

    /// @param second what the real-time clock showed, UTC
    /// @param fastSeconds by how much it was ahead of the system clock
    record Sample(long second, double fastSeconds) {
    }

    /// @param reference the real-time clock's reading at the latest comparison
    /// @param fastSeconds by how much it was ahead then, by the line
    /// @param gain seconds a second of its own that it gains
    /// @param samples used
    /// @param runs of residuals of one sign
    /// @param spanSeconds between the oldest and the latest
    record Line(long reference, double fastSeconds, double gain, int samples, int runs, long spanSeconds) {
        double fastAt(long second) {
            return fastSeconds + gain * (second - reference);
        }
    }

    void add(long second, double fastSeconds) {
        if (samples.size() == MOST_SAMPLES) {
            samples.removeFirst();
        }
        samples.add(new Sample(second, fastSeconds));
    }

    /// The system clock was moved: what was measured against it moves with it.
    void stepped(double seconds) {
        samples.replaceAll(sample -> new Sample(sample.second, sample.fastSeconds - seconds));
    }

    void clear() {
        samples.clear();
    }

    /// Empty before the second comparison.
    Optional<Line> line() {
        while (samples.size() >= 2) {
            Line line = through(samples);
            if (line.samples < FEWEST_TESTED || line.runs >= fewestRuns(line.samples)) {
                return Optional.of(line);
            }
            samples.removeFirst();
        }
        return Optional.empty();
    }

    /// Runs in n fair signs have mean (n+1)/2 and standard deviation sqrt(n-1)/2.
    private static int fewestRuns(int n) {
        return (int) Math.floor((n + 1) / 2.0 - 2.33 * Math.sqrt(n - 1) / 2);
    }

    private static Line through(List<Sample> samples) {
        long reference = samples.getLast().second;
        double n = samples.size();
        double x = 0;
        double y = 0;
        for (Sample sample : samples) {
            x += (sample.second - reference) / n;
            y += sample.fastSeconds / n;
        }
        double xx = 0;
        double xy = 0;
        for (Sample sample : samples) {
            double dx = sample.second - reference - x;
            xx += dx * dx;
            xy += dx * (sample.fastSeconds - y);
        }
        double gain = xx > 0 ? xy / xx : 0;
        double fast = y - gain * x;
        int runs = 0;
        double last = 0;
        for (Sample sample : samples) {
            double residual = Math.signum(sample.fastSeconds - fast - gain * (sample.second - reference));
            runs += residual != last ? 1 : 0;
            last = residual;
        }
        return new Line(reference, fast, gain, samples.size(), runs, reference - samples.getFirst().second);
    }
}
