package org.timeball.timekeeping.core;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.selection.Merit;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.snapshot.SourceStanding;

/// What the selection remembers from one step to the next. Immutable.
///
/// @param settings with what operators have changed of them
/// @param merit who is selected, and how near others are to replacing it
/// @param begun whether any source has ever been selected
/// @param last how the last selection ended
/// @param told what people have been told of sources, and need not be told again
record SelectionMemory(SelectionSettings settings, Merit merit, boolean begun, Outcome last, Set<Told> told) {
    SelectionMemory {
        told = Set.copyOf(told);
    }

    static SelectionMemory start(SelectionSettings settings) {
        return new SelectionMemory(settings, Merit.NONE, false, Outcome.PENDING, Set.of());
    }

    SelectionMemory with(SelectionSettings changed) {
        return new SelectionMemory(changed, merit, begun, last, told);
    }

    /// Nobody is favoured for having been selected.
    SelectionMemory impartial() {
        return new SelectionMemory(settings, Merit.NONE, begun, last, told);
    }

    /// After a selection in which nobody won.
    SelectionMemory failed(Outcome outcome, Set<Told> alsoTold) {
        return new SelectionMemory(settings, Merit.NONE, begun, outcome, with(alsoTold));
    }

    SelectionMemory won(Merit next, Set<Told> alsoTold) {
        return new SelectionMemory(settings, next, true, Outcome.WON, with(alsoTold));
    }

    /// A source that is in order again may be complained of again.
    SelectionMemory forgiven(SourceId source) {
        return told.stream().noneMatch(one -> one.source.equals(source))
                ? this
                : new SelectionMemory(settings, merit, begun, last, Set.copyOf(
                        told.stream().filter(one -> !one.source.equals(source)).toList()));
    }

    Optional<SourceId> selected() {
        return merit.selected();
    }

    private Set<Told> with(Set<Told> more) {
        if (more.isEmpty()) {
            return told;
        }
        Set<Told> all = new HashSet<>(told);
        all.addAll(more);
        return all;
    }

    /// How a selection ended.
    enum Outcome {
        /// Nobody to select yet.
        PENDING,
        WON,
        NO_MAJORITY,
        NO_SELECTABLE
    }

    /// @param state that people were told of
    record Told(SourceId source, SourceStanding.State state) {
    }
}
