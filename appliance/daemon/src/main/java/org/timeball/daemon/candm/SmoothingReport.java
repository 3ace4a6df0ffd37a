package org.timeball.daemon.candm;

/// Smoothing of the served time: `chronyc smoothing`.
///
/// @param active whether the served time is smoothed now
/// @param leapOnly whether only leap seconds are smoothed
/// @param offsetSeconds the served time minus our clock's estimate of true time
/// @param frequencyPpm rate of the served time's change
/// @param wanderPpm rate at which that rate changes, ppm a second
/// @param sinceUpdateSeconds since the offset was last changed by an update of the clock
/// @param remainingSeconds until it is smoothed out
public record SmoothingReport(boolean active, boolean leapOnly, double offsetSeconds, double frequencyPpm,
        double wanderPpm, double sinceUpdateSeconds, double remainingSeconds) implements Report {
}
