package org.timeball.timekeeping.core;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceRequest;
import org.timeball.timekeeping.observation.SourceSettings;

/// Takes in what happens to the sources themselves: they come and go, and operators change them.
final class SourceChanges {
    private SourceChanges() {
    }

    /// A number that was given before is not given again: then nothing changes.
    static State added(State state, Observation.SourceAdded added) {
        return state.source(added.settings().id()).isPresent()
                ? state
                : state.with(SourceState.start(added.settings(),
                        state.sources().stream().map(SourceState::settings).toList()));
    }

    static State removed(State state, Observation.SourceRemoved removed) {
        return state.without(removed.source());
    }

    static State requested(State state, SourceRequest request) {
        return switch (request) {
            case SourceRequest.Reselect() -> state.with(state.selection().impartial());
            case SourceRequest.ReselectDistance(double seconds) -> state.with(
                    state.selection().with(state.selection().settings().withReselectDistance(seconds)));
            case SourceRequest.ChangeSelection(SourceId id, SelectionOptions options) -> changed(state, id,
                    settings -> settings.withSelection(options));
            case SourceRequest.ResetSources() -> reset(state);
            case SourceRequest.ChangeOffset(SourceId id, double seconds) -> changed(state, id,
                    settings -> settings.withOffset(seconds));
            case SourceRequest.ChangeStratumLimit(SourceId id, int least) -> changed(state, id,
                    settings -> settings.withStratum(settings.stratum(), least));
        };
    }

    private static State changed(State state, SourceId id, UnaryOperator<SourceSettings> change) {
        Optional<SourceState> source = state.source(id);
        return source.isEmpty() ? state : state.with(source.get().configured(change.apply(source.get().settings())));
    }

    /// What was measured is worth nothing any more, nor is what the clock runs by.
    private static State reset(State state) {
        State next = state.distrusted();
        for (SourceState source : state.sources()) {
            next = next.with(source.anew());
        }
        return next;
    }
}
