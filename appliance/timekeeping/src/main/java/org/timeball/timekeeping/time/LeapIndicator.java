package org.timeball.timekeeping.time;

/// What the last minute of the day will be like, as NTP numbers it (RFC 5905 section 7.3).
public enum LeapIndicator {
    /// An ordinary day of 86,400 s.
    NONE,
    /// The last minute has 61 s: a second is inserted.
    INSERT,
    /// The last minute has 59 s: a second is deleted.
    DELETE,
    /// The clock is not synchronised, so nothing is known.
    UNSYNCHRONISED
}
