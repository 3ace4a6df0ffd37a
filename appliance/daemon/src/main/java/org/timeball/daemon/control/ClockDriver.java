package org.timeball.daemon.control;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.observation.Observation.ClockChanged;
import org.timeball.timekeeping.steering.ClockCommand;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
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
    private final World world;
    private final Consumer<ClockChanged> changes;
    private @Nullable Timer slewEnd;
    private Frequency base = Frequency.ZERO;
    private boolean refused;

    ClockDriver(World world, Consumer<ClockChanged> changes) {
        this.world = world;
        this.changes = changes;
    }

    void execute(ClockCommand command) {
        try {
            switch (command) {
                case ClockCommand.Steer(Frequency rate, Span slew, Span within) -> steer(rate, slew, within);
                case ClockCommand.Step(Span amount) -> step(amount);
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
            slewEnd = world.timers().after(within, this::rest);
        }
    }

    private void setRate(Frequency rate) throws WorldException {
        SystemClock.RateChange change = world.clock().setRate(rate);
        changes.accept(new ClockChanged(change.at(), change.correction(), Span.ZERO, true));
    }

    private void step(Span amount) throws WorldException {
        SystemInstant before = world.clock().step(amount);
        Logger.info("System clock was stepped by {} seconds", "%.6f".formatted(amount.seconds()));
        changes.accept(new ClockChanged(before, world.clock().rate(), amount, true));
    }
}
