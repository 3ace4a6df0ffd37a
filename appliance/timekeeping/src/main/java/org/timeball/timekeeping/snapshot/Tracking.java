package org.timeball.timekeeping.snapshot;

import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// How the clock is doing, as `chronyc tracking` asks for it.
///
/// @param refid of what the clock runs by; 0 when unsynchronised, 0x7f7f0101 for the local reference
/// @param stratum 1 to 15; 0 when unsynchronised
/// @param leap for the end of the day; UNSYNCHRONISED when the time must not be believed
/// @param referenceTime reading at the last update by a source
/// @param remainingSeconds what is left to slew: our clock minus the estimate of true time
/// @param lastOffsetSeconds our clock minus true time, as it was found at the last update
/// @param rmsOffsetSeconds long-term root mean square of those
/// @param frequencyPpm rate error of the free-running clock; positive runs fast
/// @param residualPpm rate error that is not corrected: positive runs fast
/// @param skewPpm standard deviation of the rate error
/// @param rootDelay to the primary reference, both directions
/// @param rootDispersionSeconds bound of the error beyond rootDelay/2
/// @param updateIntervalSeconds between the last two updates; 0 before there are two
public record Tracking(int refid, int stratum, LeapIndicator leap, SystemInstant referenceTime, double remainingSeconds,
        double lastOffsetSeconds, double rmsOffsetSeconds, double frequencyPpm, double residualPpm, double skewPpm,
        Span rootDelay, double rootDispersionSeconds, double updateIntervalSeconds) {
    /// Of a clock that nothing is known of.
    public static Tracking unsynchronised(SystemInstant at) {
        return new Tracking(0, 0, LeapIndicator.UNSYNCHRONISED, at, 0, 0, 0, 0, 0, 0, Span.ZERO, 1, 0);
    }
}
