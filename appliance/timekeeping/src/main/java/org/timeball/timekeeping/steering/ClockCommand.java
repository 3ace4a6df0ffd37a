package org.timeball.timekeeping.steering;

import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// What the core wants done to the system clock.
public sealed interface ClockCommand {
    /// Run at a rate, and on top of it slew an offset away within a time, then at the rate alone. Replaces what is left
    /// of an earlier one.
    ///
    /// @param base rate correction that cancels the oscillator's rate error
    /// @param slew what is to be added to the reading
    /// @param within how long that takes by a clock that is not slewed (by the slewed one it takes `within + slew`); more
    ///            than zero
    record Steer(Frequency base, Span slew, Span within) implements ClockCommand {
        public Steer {
            if (within.nanos() <= 0) {
                throw new IllegalArgumentException("a slew takes more than " + within);
            }
        }
    }

    /// Move the reading at once.
    ///
    /// @param amount what is added to the reading
    record Step(Span amount) implements ClockCommand {
    }

    /// Tell the rest of the system how good the clock is.
    ///
    /// @param leap what the clock is to do by itself at the end of this day; UNSYNCHRONISED when it must not be believed
    /// @param maxErrorSeconds bound of the error
    record Status(LeapIndicator leap, double maxErrorSeconds) implements ClockCommand {
    }

    /// Tell the rest of the system TAI minus UTC.
    ///
    /// @param seconds 37 since 2017
    record TaiOffset(int seconds) implements ClockCommand {
    }

    /// Let the core look again (as a [org.timeball.timekeeping.observation.Observation.Silence]) when the clock reads
    /// that. Replaces an earlier one.
    record Wake(SystemInstant at) implements ClockCommand {
    }
}
