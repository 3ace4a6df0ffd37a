package org.timeball.timekeeping.core;

import java.util.ArrayList;
import java.util.List;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.steering.ClockCommand;
import org.timeball.timekeeping.steering.Slew;
import org.timeball.timekeeping.steering.Steering;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// What one step of the core orders while it goes on: commands to the clock, with the books that are kept on them, and
/// events. Lives for one step.
final class Orders {
    private static final Span AT_ONCE = Span.ofSeconds(1);

    private final List<ClockCommand> commands;
    private final List<Event> events;
    private State state;

    Orders(Arrival arrival) {
        state = arrival.state();
        commands = new ArrayList<>(arrival.commands());
        events = new ArrayList<>(arrival.events());
    }

    State state() {
        return state;
    }

    ClockState clock() {
        return state.clock();
    }

    void put(State next) {
        state = next;
    }

    void put(ClockState next) {
        state = state.with(next);
    }

    void tell(Event event) {
        events.add(event);
    }

    void give(ClockCommand command) {
        commands.add(command);
    }

    /// A new rate, and a slew in place of what is left of the one before.
    ///
    /// @param amount what is to be added to the reading
    void slew(Frequency base, Span amount) {
        slew(base, amount, 0);
    }

    /// The same without haste.
    ///
    /// @param leisureSeconds how long it takes at least
    void slew(Frequency base, Span amount, double leisureSeconds) {
        ClockCommand.Steer steer = Steering.slew(base, amount, state.settings().steering(), clock().history(),
                leisureSeconds);
        turn(base, new Slew(state.now(), amount, steer.within()), 0);
        give(new ClockCommand.Steer(clock().total(base), amount, steer.within()));
    }

    /// A step, in place of what is left of the slew before.
    ///
    /// @param amount what is to be added to the reading
    void step(Frequency base, Span amount) {
        turn(base, Slew.NONE, amount.seconds());
        give(new ClockCommand.Step(amount));
        give(new ClockCommand.Steer(clock().total(base), Span.ZERO, AT_ONCE));
    }

    private void turn(Frequency base, Slew slew, double stepped) {
        SystemInstant now = state.now();
        double ahead = stepped + slew.restAt(now) - clock().slew().restAt(now);
        double faster = base.fraction() - clock().base().fraction();
        clock().smoother().map(smoother -> smoother.corrected(now, ahead, faster))
                .ifPresent(smoother -> put(clock().with(smoother)));
        put(clock().with(base, slew));
    }

    Step step(TimingSnapshot snapshot) {
        return new Step(state, commands, snapshot, events);
    }
}
