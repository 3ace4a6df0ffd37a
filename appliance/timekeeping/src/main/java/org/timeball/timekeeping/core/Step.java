package org.timeball.timekeeping.core;

import java.util.List;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.steering.ClockCommand;

/// What one observation led to.
///
/// @param next the state to give to the next step
/// @param commands what is to be done to the clock, in order
/// @param snapshot what readers should see from now on
/// @param events what people should read of it in the log, in order; mostly none
public record Step(State next, List<ClockCommand> commands, TimingSnapshot snapshot, List<Event> events) {
    public Step {
        commands = List.copyOf(commands);
        events = List.copyOf(events);
    }
}
