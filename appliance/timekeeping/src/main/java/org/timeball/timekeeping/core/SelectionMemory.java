package org.timeball.timekeeping.core;

import java.util.Optional;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.selection.SelectionSettings;

/// What the selection remembers from one step to the next. Immutable.
///
/// @param settings with what operators have changed of them
/// @param selected the source that was selected last; empty before the first, and when all are to be compared anew
record SelectionMemory(SelectionSettings settings, Optional<SourceId> selected) {
    static SelectionMemory start(SelectionSettings settings) {
        return new SelectionMemory(settings, Optional.empty());
    }

    SelectionMemory with(SelectionSettings changed) {
        return new SelectionMemory(changed, selected);
    }

    /// Nobody is favoured for having been selected.
    SelectionMemory impartial() {
        return new SelectionMemory(settings, Optional.empty());
    }
}
