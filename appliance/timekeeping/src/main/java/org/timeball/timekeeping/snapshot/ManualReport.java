package org.timeball.timekeeping.snapshot;

import java.util.List;
import org.timeball.timekeeping.time.SystemInstant;

/// What manual mode has, as `chronyc manual list` and `settime` ask for it.
///
/// @param enabled whether times are taken from an operator
/// @param samples oldest first, at most 16
/// @param lastOffsetSeconds found by the last `settime`: our clock minus the operator's
/// @param lastChangePpm by how much the last `settime` changed the believed rate error
/// @param frequencyPpm the rate error believed since: positive runs fast
public record ManualReport(boolean enabled, List<Sample> samples, double lastOffsetSeconds, double lastChangePpm,
        double frequencyPpm) {
    public static final ManualReport OFF = new ManualReport(false, List.of(), 0, 0, 0);

    public ManualReport {
        samples = List.copyOf(samples);
    }

    /// One time that was entered. Offsets are our clock minus the operator's watch.
    ///
    /// @param when the reading at which it was entered, as our clock would show it now
    /// @param slewedOffsetSeconds what it would be with all corrections since
    /// @param originalOffsetSeconds what it was then
    /// @param residualSeconds distance from the line through all samples
    public record Sample(SystemInstant when, double slewedOffsetSeconds, double originalOffsetSeconds,
            double residualSeconds) {
    }
}
