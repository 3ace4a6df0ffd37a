package org.timeball.timekeeping.snapshot;

import org.timeball.timekeeping.time.LeapIndicator;

/// What happened to the clock. Offsets are our clock minus true time; corrections are what was added to the reading.
public sealed interface ClockEvent extends Event {
    /// A correction larger than `logchange` begins.
    ///
    /// @param offsetSeconds by how much the clock was wrong
    record ClockWrong(double offsetSeconds) implements ClockEvent {
    }

    /// We stepped the clock.
    ///
    /// @param seconds what was added to the reading
    record ClockStepped(double seconds) implements ClockEvent {
    }

    /// A correction is larger than `maxchange` allows and is not made.
    ///
    /// @param offsetSeconds our clock minus true time
    /// @param maximumSeconds what is allowed
    /// @param exiting whether the daemon must end now
    record AdjustmentRefused(double offsetSeconds, double maximumSeconds, boolean exiting) implements ClockEvent {
    }

    /// The clock jumped so far that all that was learned of its sources is worthless.
    ///
    /// @param seconds what somebody added to the reading
    record TimeJump(double seconds) implements ClockEvent {
    }

    /// Something else on this machine stepped the clock a little; it is accounted for.
    ///
    /// @param seconds what was added to the reading
    record ForeignStep(double seconds) implements ClockEvent {
    }

    /// Something else on this machine changed the clock's rate.
    ///
    /// @param ppm the rate correction that was found
    record ForeignRate(double ppm) implements ClockEvent {
    }

    /// It became known, or is not true any more (NONE), that this day ends with a leap second.
    record LeapAnnounced(LeapIndicator leap) implements ClockEvent {
    }

    /// The leap second has been taken.
    record LeapTaken(LeapIndicator leap) implements ClockEvent {
    }

    /// The table of leap seconds ends in the past and must be renewed.
    ///
    /// @param expired POSIX seconds
    record LeapTableExpired(long expired) implements ClockEvent {
    }

    /// The local reference became active, or ceased to be.
    record LocalReference(boolean active, int stratum) implements ClockEvent {
    }

    /// Smoothing of the served time began.
    record SmoothingActivated(boolean leapOnly) implements ClockEvent {
    }

    /// Nothing was heard for so long that an average of the rate is used.
    ///
    /// @param ppm rate error of the free-running clock, positive runs fast
    /// @param averagedSeconds over how long it was averaged
    record FallbackDrift(double ppm, double averagedSeconds) implements ClockEvent {
    }
}
