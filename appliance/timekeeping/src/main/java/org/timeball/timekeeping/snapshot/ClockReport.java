package org.timeball.timekeeping.snapshot;

import java.util.Optional;
import org.timeball.timekeeping.local.LocalSettings;
import org.timeball.timekeeping.smoothing.ServedTime;
import org.timeball.timekeeping.time.SystemInstant;

/// What is known of the clock itself, beside what it is worth.
///
/// @param tracking as `chronyc tracking` asks for it
/// @param manual what an operator has entered
/// @param local the local mode in force; empty when it is off
/// @param localActive whether the box's own clock is served in place of a source's time
/// @param taiMinusUtc seconds; 0 when not known
/// @param served what an endpoint with smoothed time adds to the clock's reading; empty without `smoothtime`
public record ClockReport(Tracking tracking, ManualReport manual, Optional<LocalSettings> local, boolean localActive,
        int taiMinusUtc, Optional<ServedTime> served) {
    /// Of a clock that nothing is known of.
    public static ClockReport unsynchronised(SystemInstant at) {
        return new ClockReport(Tracking.unsynchronised(at), ManualReport.OFF, Optional.empty(), false, 0,
                Optional.empty());
    }
}
