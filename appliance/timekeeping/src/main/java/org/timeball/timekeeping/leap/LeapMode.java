package org.timeball.timekeeping.leap;

/// Who carries a leap second out, and how (`leapsecmode`).
public enum LeapMode {
    /// The clock itself steps at the end of the day, as Linux does when told in advance. The default.
    SYSTEM,
    /// We step the clock as the day ends.
    STEP,
    /// The clock is slewed from the end of the day on.
    SLEW,
    /// Nothing is done about it; the next measurements show a clock that is a second off.
    IGNORE
}
