package org.timeball.daemon.candm;

import org.timeball.timekeeping.time.SystemInstant;

/// The real-time clock against the system clock: `chronyc rtcdata`.
///
/// @param referenceTime the RTC's reading at the last measurement, as UTC
/// @param samples how many are in use
/// @param runs of residuals with the same sign
/// @param spanSeconds between the oldest and the newest sample
/// @param fastSeconds the RTC minus the system clock
/// @param gainPpm rate at which the RTC gains on the system clock
public record RtcReport(SystemInstant referenceTime, int samples, int runs, long spanSeconds, double fastSeconds,
        double gainPpm) implements Report {
}
