package org.timeball.timekeeping.core;

import java.util.Optional;
import org.timeball.timekeeping.leap.LeapMode;
import org.timeball.timekeeping.leap.LeapTable;
import org.timeball.timekeeping.local.LocalSettings;
import org.timeball.timekeeping.smoothing.SmoothingSettings;
import org.timeball.timekeeping.temperature.TemperatureCurve;

/// What is configured of the clock beside its steering.
///
/// @param leapMode how a leap second is carried out; default SYSTEM. Where the clock does not do it by itself, the shell
///            gives STEP.
/// @param leapTable leap seconds that are known; empty by default
/// @param local when the box's own clock is served; by default never
/// @param manual whether times are taken from an operator; default false
/// @param smoothing how served time is smoothed; empty (default) not at all
/// @param temperature compensation by temperature; empty (default) leaves it to what is learned
public record ClockSettings(LeapMode leapMode, LeapTable leapTable, Optional<LocalSettings> local, boolean manual,
        Optional<SmoothingSettings> smoothing, Optional<TemperatureCurve> temperature) {
    public static final ClockSettings DEFAULT = new ClockSettings(LeapMode.SYSTEM, LeapTable.EMPTY, Optional.empty(),
            false, Optional.empty(), Optional.empty());

    /// The defaults for a clock that does, or does not, take leap seconds by itself.
    public static ClockSettings defaults(boolean leapsByItself) {
        return new ClockSettings(leapsByItself ? LeapMode.SYSTEM : LeapMode.STEP, LeapTable.EMPTY, Optional.empty(),
                false, Optional.empty(), Optional.empty());
    }
}
