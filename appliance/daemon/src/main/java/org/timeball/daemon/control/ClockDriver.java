package org.timeball.daemon.control;

import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.observation.Observation.ClockChanged;
import org.timeball.timekeeping.steering.ClockCommand;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.SystemClock;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// Does to the system clock what the core commands, and reports every change back.
///
/// A slew is a higher or lower rate for its time; a timer of its own ends it, so that a missing sample cannot prolong
/// it.
final class ClockDriver {
    /// So long after a leap second its step may show.
    private static final Span VIGILANCE = Span.ofSeconds(3);

    private final World world;
    private final Consumer<ClockChanged> changes;
    private final Runnable woken;
    private @Nullable Timer slewEnd;
    private @Nullable Timer wake;
    private MonotonicInstant vigilantUntil;
    private Frequency base = Frequency.ZERO;
    private boolean refused;
    private OptionalInt taiOffset = OptionalInt.empty();

    /// @param changes told of each change at once
    /// @param woken run when a [ClockCommand.Wake] has come
    ClockDriver(World world, Consumer<ClockChanged> changes, Runnable woken) {
        this.world = world;
        this.changes = changes;
        this.woken = woken;
        vigilantUntil = world.timers().now();
    }

    void execute(ClockCommand command) {
        try {
            switch (command) {
                case ClockCommand.Steer(Frequency rate, Span slew, Span within) -> steer(rate, slew, within);
                case ClockCommand.Step(Span amount) -> step(amount);
                case ClockCommand.TaiOffset(int seconds) -> tai(seconds);
                case ClockCommand.Wake(SystemInstant at) -> wakeAt(at);
                case ClockCommand.Status(LeapIndicator leap, double maxErrorSeconds) -> world.clock()
                        .setStatus(leap, maxErrorSeconds);
            }
            refused = false;
        } catch (WorldException e) {
            if (!refused) {
                Logger.error("The clock cannot be steered: {}", e.getMessage());
            }
            refused = true;
        }
    }

    /// Ends a slew that is under way, leaving the rate that cancels the oscillator's error.
    void rest() {
        if (slewEnd != null) {
            execute(new ClockCommand.Steer(base, Span.ZERO, Span.ofSeconds(1)));
        }
    }

    private void steer(Frequency rate, Span slew, Span within) throws WorldException {
        if (slewEnd != null) {
            slewEnd.cancel();
            slewEnd = null;
        }
        base = rate;
        double extra = slew.seconds() / within.seconds();
        setRate(new Frequency((1 + rate.fraction()) * (1 + extra) - 1));
        if (slew.nanos() != 0) {
            slewEnd = world.timers().after(within.plus(slew), this::rest);
        }
    }

    private void tai(int seconds) throws WorldException {
        // A leap second changes it too, and is told as such.
        boolean leapt = taiOffset.isPresent() && Math.abs(seconds - taiOffset.getAsInt()) == 1;
        if (world.clock().setTaiOffset(seconds)) {
            taiOffset = OptionalInt.of(seconds);
            if (!leapt) {
                Logger.info("System clock TAI offset set to {}", seconds);
            }
        }
    }

    private void wakeAt(SystemInstant at) {
        if (wake != null) {
            wake.cancel();
        }
        Span delay = at.since(world.clock().now());
        vigilantUntil = world.timers().now().plus(delay).plus(VIGILANCE);
        wake = world.timers().after(delay, woken);
    }

    /// Whether a leap second is so near that every look at the clock counts.
    boolean isVigilant() {
        return vigilantUntil.compareTo(world.timers().now()) > 0;
    }

    private void setRate(Frequency rate) throws WorldException {
        SystemClock.RateChange change = world.clock().setRate(rate);
        changes.accept(new ClockChanged(change.at(), change.correction(), Span.ZERO, true));
    }

    private void step(Span amount) throws WorldException {
        SystemInstant before = world.clock().step(amount);
        changes.accept(new ClockChanged(before, world.clock().rate(), amount, true));
    }
}
