package org.timeball.ptp.link;

import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.WorldException;

/// Where the offset of the system clock comes from.
sealed interface Measurements extends AutoCloseable permits SoftwareMeasurements, HardwareMeasurements {
    /// @param at the system clock's reading
    /// @param offset system clock minus the grandmaster's time as UTC
    /// @param uncertainty of the comparison of the two clocks
    record Measurement(SystemInstant at, Span offset, Span uncertainty) {
    }

    /// Takes note of a round.
    ///
    /// @return whether a Sync of this grandmaster has come since the round before
    boolean heard(Round.Complete said, MonotonicInstant now);

    /// Since the last Sync was noted.
    Span age(MonotonicInstant now);

    /// Measures; to be called only after news.
    ///
    /// @throws WorldException if the hardware clock cannot be read
    Measurement take(Round.Complete said) throws WorldException;

    /// What was noted is not continued: the next round is the first one.
    void forget();

    @Override
    void close();
}
