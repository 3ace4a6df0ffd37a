package org.timeball.simulator.scenario;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.timekeeping.observation.Observation.ClockChanged;
import org.timeball.timekeeping.steering.ClockCommand;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.SystemClock;

/// A clock that does what the core commands, as a kernel's would, and reports each change back. A slew ends by itself
/// when its time has passed on the clock.
final class ObedientClock implements LongSupplier {
    /// The kernel counts frequency in 2^-16 ppm.
    private static final double RATE_UNIT = 1e-6 / 65_536;
    private static final long NO_SLEW = Long.MAX_VALUE;

    private final SteeredClock clock;
    private final Consumer<ClockChanged> changes;
    private long trueNanos;
    private Frequency base = Frequency.ZERO;
    private long slewEndMonotonic = NO_SLEW;

    /// @param startNanos true time at the start, since 1970
    /// @param changes told of each change at once
    ObedientClock(long startNanos, Oscillator oscillator, double offsetSeconds, Consumer<ClockChanged> changes) {
        trueNanos = startNanos;
        this.changes = changes;
        clock = new SteeredClock(this, oscillator, Span.ofSeconds(offsetSeconds));
    }

    /// True time, nanoseconds since 1970.
    @Override
    public long getAsLong() {
        return trueNanos;
    }

    SystemInstant now() {
        return clock.now();
    }

    /// Clock minus true time, seconds.
    double errorSeconds() {
        return clock.errorSecondsAt(trueNanos);
    }

    /// Lets true time pass.
    void advanceTo(long nanos) {
        while (slewEndMonotonic != NO_SLEW) {
            long end = clock.baseOfMonotonic(slewEndMonotonic);
            if (end > nanos) {
                break;
            }
            trueNanos = Math.max(trueNanos, end);
            if (clock.monotonicAt(trueNanos) >= slewEndMonotonic) {
                steer(base, Span.ZERO, Span.ofSeconds(1));
            }
        }
        trueNanos = nanos;
    }

    void obey(ClockCommand command) {
        switch (command) {
            case ClockCommand.Steer(Frequency rate, Span slew, Span within) -> steer(rate, slew, within);
            case ClockCommand.Step(Span amount) -> {
                SystemInstant before = clock.step(amount);
                changes.accept(new ClockChanged(before, clock.rate(), amount, true));
            }
            // Nobody but the core is told of TAI, and time passes for it every half second anyway.
            case ClockCommand.TaiOffset _,ClockCommand.Wake _ -> {
            }
            case ClockCommand.Status(var leap, double maxErrorSeconds) -> clock.setStatus(leap, maxErrorSeconds);
        }
    }

    private void steer(Frequency rate, Span slew, Span within) {
        base = rate;
        double total = (1 + rate.fraction()) * (1 + slew.seconds() / within.seconds()) - 1;
        double settable = Math.rint(total / RATE_UNIT) * RATE_UNIT;
        SystemClock.RateChange change = clock.setRate(new Frequency(settable));
        slewEndMonotonic = slew.nanos() == 0 ? NO_SLEW : clock.monotonicAt(trueNanos) + within.nanos() + slew.nanos();
        changes.accept(new ClockChanged(change.at(), change.correction(), Span.ZERO, true));
    }
}
