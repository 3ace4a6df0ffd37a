package org.timeball.timekeeping.core;

import java.util.List;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.SourceStanding;

/// What the box makes of each source at one moment.
///
/// @param reasons why each source is not used, in the order of [State#sources]; NONE for usable ones
/// @param standings in the same order
/// @param members the sources to correct the clock by, the selected one first; empty when none is believed
/// @param memory of the selection, for the next step
/// @param events that people should read of
record Verdicts(List<Reason> reasons, List<SourceStanding> standings, List<SourceState> members, SelectionMemory memory,
        List<Event> events) {
    boolean includes(SourceId id) {
        return members.stream().anyMatch(member -> member.settings().id().equals(id));
    }
}
