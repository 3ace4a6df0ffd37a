package org.timeball.timekeeping.core;

import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.steering.ClockCommand;

/// What an observation led to by itself, before any correction by it.
///
/// @param state after the observation
/// @param sampled the source whose filter has judged a sample, if one has
/// @param commands what the observation itself demands
/// @param events what is to be told of it
record Arrival(State state, Optional<SourceId> sampled, List<ClockCommand> commands, List<Event> events) {
    Arrival(State state) {
        this(state, Optional.empty());
    }

    Arrival(State state, Optional<SourceId> sampled) {
        this(state, sampled, List.of(), List.of());
    }
}
