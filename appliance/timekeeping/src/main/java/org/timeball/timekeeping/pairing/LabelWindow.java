package org.timeball.timekeeping.pairing;

import java.util.OptionalDouble;

/// How long after the second it names the first byte of a label may arrive.
///
/// A receiver sends its sentences after the second has begun. Without more knowledge any delay inside the second will
/// do, except so near its ends that jitter could carry the label past the next or the previous pulse. With the mean
/// delay known, anything within 0.4 s of it will do, also before the second or after the next.
///
/// @param earliestSeconds after the second; may be negative
/// @param latestSeconds after the second; less than 1 s above the earliest, so that only one pulse can match
public record LabelWindow(double earliestSeconds, double latestSeconds) {
    private static final LabelWindow UNKNOWN_DELAY = new LabelWindow(0.015, 0.95);
    private static final double HALF_WIDTH_SECONDS = 0.4;

    public LabelWindow {
        if (!(earliestSeconds < latestSeconds && latestSeconds - earliestSeconds < 1)) {
            throw new IllegalArgumentException("a label window of " + earliestSeconds + " to " + latestSeconds
                    + " s does not fit between two pulses");
        }
    }

    /// @param meanDelaySeconds the configured delay, if any
    public static LabelWindow around(OptionalDouble meanDelaySeconds) {
        if (meanDelaySeconds.isEmpty()) {
            return UNKNOWN_DELAY;
        }
        double mean = meanDelaySeconds.getAsDouble();
        return new LabelWindow(mean - HALF_WIDTH_SECONDS, mean + HALF_WIDTH_SECONDS);
    }

    public boolean contains(double delaySeconds) {
        return delaySeconds >= earliestSeconds && delaySeconds <= latestSeconds;
    }

    /// The middle of the window.
    public double middleSeconds() {
        return (earliestSeconds + latestSeconds) / 2;
    }
}
