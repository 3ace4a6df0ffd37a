package org.timeball.timekeeping.world;

import java.util.Optional;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// The clock that is disciplined: read it, change its rate, step it.
///
/// The rate correction is what is added to the oscillator's own rate: 0 lets the clock run free, +1e-6 makes it gain
/// 1 us a second more than that. A change acts at once and stays until the next.
public interface SystemClock {
    SystemInstant now();

    /// The total rate correction in force.
    Frequency rate();

    /// Sets the total rate correction; a value beyond the clock's range is clamped to it.
    ///
    /// @return the reading at which it took effect and the correction that is in force from there on
    RateChange setRate(Frequency correction) throws WorldException;

    /// Moves the reading by `amount` (positive: forward).
    ///
    /// @return the reading just before the step
    SystemInstant step(Span amount) throws WorldException;

    /// Tells the rest of the system how good the clock is (on Linux: adjtimex status, maxerror, esterror).
    ///
    /// @param leap what happens at the end of this UTC day; UNSYNCHRONISED clears the synchronised state
    /// @param maxErrorSeconds bound of the error
    void setStatus(LeapIndicator leap, double maxErrorSeconds) throws WorldException;

    /// Tells the rest of the system TAI minus UTC.
    ///
    /// @param seconds 37 since 2017
    /// @return whether that was news to it
    default boolean setTaiOffset(int seconds) throws WorldException {
        return false;
    }

    /// Whether the clock inserts and deletes a leap second by itself when its status announces one.
    default boolean leapsByItself() {
        return false;
    }

    /// What another program made of the rate since it was last asked or set; empty if none touched it. It stays in force
    /// until it is set anew.
    default Optional<RateChange> foreignRate() throws WorldException {
        return Optional.empty();
    }

    /// The largest rate correction either way, as a fraction (Linux: 0.1 through tick and frequency together).
    Frequency rateLimit();

    /// The resolution of a reading: the smallest step that it can show.
    Span resolution();

    /// @param at the clock's own reading when the correction changed
    /// @param correction the correction in force since then, as the clock rounded and clamped it
    record RateChange(SystemInstant at, Frequency correction) {
    }
}
