package org.timeball.timekeeping.smoothing;

/// `smoothtime`: how fast the served time may differ from the clock's.
///
/// @param maxRate largest rate at which served time may gain or lose on true time, a fraction above 0 and at most 0.1
/// @param maxWander largest change of that rate a second, above 0
/// @param leapOnly whether leap seconds alone are smoothed
public record SmoothingSettings(double maxRate, double maxWander, boolean leapOnly) {
    public SmoothingSettings {
        if (!(maxRate > 0 && maxRate <= 0.1) || !(maxWander > 0 && Double.isFinite(maxWander))) {
            throw new IllegalArgumentException("smoothing rate " + maxRate + " must be above 0 and at most 0.1, wander "
                    + maxWander + " above 0");
        }
    }
}
