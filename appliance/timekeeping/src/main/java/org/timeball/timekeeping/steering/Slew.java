package org.timeball.timekeeping.steering;

import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// A slew that was commanded, and how much of it is left.
///
/// @param from reading at which it began
/// @param amount what it adds to the reading in all
/// @param within how long it takes, by a clock that is not slewed
public record Slew(SystemInstant from, Span amount, Span within) {
    public static final Slew NONE = new Slew(new SystemInstant(0), Span.ZERO, Span.ofSeconds(1));

    /// What is still to be added at a reading, seconds.
    public double restAt(SystemInstant now) {
        return amount.seconds() * (1 - Math.clamp((now.nanos() - from.nanos()) * 1e-9 / lasts(), 0.0, 1.0));
    }

    /// The reading at which nothing is left.
    public SystemInstant end() {
        return from.plus(within).plus(amount);
    }

    /// How long it takes by the clock that is slewed.
    private double lasts() {
        return within.seconds() + amount.seconds();
    }

    /// The same after something added `step` to all readings.
    public Slew stepped(Span step) {
        return new Slew(from.plus(step), amount, within);
    }
}
