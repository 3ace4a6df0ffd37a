package org.timeball.timekeeping.core;

import java.util.Optional;
import org.timeball.timekeeping.leap.LeapPlan;
import org.timeball.timekeeping.local.LocalReference;
import org.timeball.timekeeping.manual.ManualEntries;
import org.timeball.timekeeping.smoothing.Smoother;
import org.timeball.timekeeping.steering.FallbackDrift;
import org.timeball.timekeeping.steering.Permissions;
import org.timeball.timekeeping.steering.Slew;
import org.timeball.timekeeping.steering.UpdateHistory;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// What the core knows of the clock itself, beside its offset. Immutable.
///
/// @param permissions what corrections may still do
/// @param history of the updates by sources
/// @param base rate correction commanded, without what compensates the temperature
/// @param slew commanded last
/// @param compensation rate added for the temperature by a configured curve, a fraction
/// @param fallback averages of the rate; empty when not configured
/// @param leap this day's leap second
/// @param local whether the box's own clock is served
/// @param manual what an operator has entered
/// @param manualChange what the last entry came to
/// @param smoother of served time; empty when not configured
record ClockState(Permissions permissions, UpdateHistory history, Frequency base, Slew slew, Frequency compensation,
        Optional<FallbackDrift> fallback, LeapPlan leap, LocalReference local, ManualEntries manual,
        ManualChange manualChange, Optional<Smoother> smoother) {
    /// @param offsetSeconds our clock minus the operator's watch
    /// @param changePpm of the believed rate error
    record ManualChange(double offsetSeconds, double changePpm) {
        static final ManualChange NONE = new ManualChange(0, 0);
    }

    static ClockState start(CoreSettings settings, SystemInstant at, Frequency rate) {
        ClockSettings clock = settings.clock();
        return new ClockState(Permissions.of(settings.steering()), UpdateHistory.NONE, rate, Slew.NONE, Frequency.ZERO,
                settings.steering().fallback().map(FallbackDrift::start),
                LeapPlan.start(clock.leapMode(), clock.leapTable()), LocalReference.start(clock.local()),
                ManualEntries.start(clock.manual()), ManualChange.NONE,
                clock.smoothing().map(smoothing -> Smoother.start(smoothing, at)));
    }

    /// The total rate correction that makes the clock run at `rate` beside the compensation.
    Frequency total(Frequency rate) {
        return new Frequency((1 + rate.fraction()) * (1 + compensation.fraction()) - 1);
    }

    /// What of a total rate correction is not compensation.
    Frequency beside(Frequency total) {
        return new Frequency((1 + total.fraction()) / (1 + compensation.fraction()) - 1);
    }

    /// What is still to be added to the reading by the slew under way.
    Span rest(SystemInstant now) {
        return Span.ofSeconds(slew.restAt(now));
    }

    ClockState with(Permissions next) {
        return new ClockState(next, history, base, slew, compensation, fallback, leap, local, manual, manualChange,
                smoother);
    }

    ClockState with(UpdateHistory next) {
        return new ClockState(permissions, next, base, slew, compensation, fallback, leap, local, manual, manualChange,
                smoother);
    }

    ClockState with(Frequency rate, Slew next) {
        return new ClockState(permissions, history, rate, next, compensation, fallback, leap, local, manual,
                manualChange, smoother);
    }

    ClockState compensated(Frequency next) {
        return new ClockState(permissions, history, base, slew, next, fallback, leap, local, manual, manualChange,
                smoother);
    }

    ClockState with(FallbackDrift next) {
        return new ClockState(permissions, history, base, slew, compensation, Optional.of(next), leap, local, manual,
                manualChange, smoother);
    }

    ClockState with(LeapPlan next) {
        return new ClockState(permissions, history, base, slew, compensation, fallback, next, local, manual,
                manualChange, smoother);
    }

    ClockState with(LocalReference next) {
        return new ClockState(permissions, history, base, slew, compensation, fallback, leap, next, manual,
                manualChange, smoother);
    }

    ClockState with(ManualEntries next, ManualChange change) {
        return new ClockState(permissions, history, base, slew, compensation, fallback, leap, local, next, change,
                smoother);
    }

    ClockState with(Smoother next) {
        return new ClockState(permissions, history, base, slew, compensation, fallback, leap, local, manual,
                manualChange, Optional.of(next));
    }

    /// After UTC has inserted a second.
    ClockState leapt(Span inserted) {
        return with(manual.leapt(inserted), manualChange);
    }
}
