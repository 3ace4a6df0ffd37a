package org.timeball.timekeeping.core;

import java.util.List;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Span;

/// What is configured of the core.
///
/// @param sources that there are from the start, in increasing order of their numbers; others may come later
/// @param selection how sources are selected
/// @param steering how the clock may be corrected
/// @param clock what else concerns the clock
/// @param clockResolution the smallest step a reading of the system clock can show
public record CoreSettings(List<SourceSettings> sources, SelectionSettings selection, SteeringSettings steering,
        ClockSettings clock, Span clockResolution) {
    public CoreSettings {
        sources = List.copyOf(sources);
        for (int i = 1; i < sources.size(); i++) {
            if (sources.get(i).id().number() <= sources.get(i - 1).id().number()) {
                throw new IllegalArgumentException("the sources' numbers do not increase: "
                        + sources.get(i - 1).id().number() + " before " + sources.get(i).id().number());
            }
        }
        for (SourceSettings source : sources) {
            if (source.lock().isPresent()) {
                requireLabels(sources, source);
            }
        }
    }

    /// With the defaults of all else that concerns the clock.
    public CoreSettings(List<SourceSettings> sources, SelectionSettings selection, SteeringSettings steering,
            Span clockResolution) {
        this(sources, selection, steering, ClockSettings.DEFAULT, clockResolution);
    }

    private static void requireLabels(List<SourceSettings> sources, SourceSettings source) {
        if (sources.stream().noneMatch(
                other -> source.lock().filter(other.id()::equals).isPresent() && other.kind() != Kind.PULSE)) {
            throw new IllegalArgumentException(source.name() + " is locked to a source that does not number seconds");
        }
    }
}
