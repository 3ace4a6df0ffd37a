package org.timeball.timekeeping.core;

import java.util.List;
import org.timeball.timekeeping.snapshot.SourceSnapshot.Kind;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Span;

/// What is configured of the core.
///
/// @param sources all sources; each one's id is its index
/// @param steering how the clock may be corrected
/// @param clock what else concerns the clock
/// @param clockResolution the smallest step a reading of the system clock can show
public record CoreSettings(List<SourceSettings> sources, SteeringSettings steering, ClockSettings clock,
        Span clockResolution) {
    public CoreSettings {
        sources = List.copyOf(sources);
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).id().number() != i) {
                throw new IllegalArgumentException("source " + i + " has id " + sources.get(i).id().number());
            }
        }
        for (SourceSettings source : sources) {
            if (source.lock().isPresent()) {
                requireLabels(sources, source, source.lock().get().number());
            }
        }
    }

    /// With the defaults of all else that concerns the clock.
    public CoreSettings(List<SourceSettings> sources, SteeringSettings steering, Span clockResolution) {
        this(sources, steering, ClockSettings.DEFAULT, clockResolution);
    }

    private static void requireLabels(List<SourceSettings> sources, SourceSettings source, int lock) {
        if (lock >= sources.size() || sources.get(lock).kind() != Kind.LABEL) {
            throw new IllegalArgumentException(source.name() + " is locked to a source that has no second labels");
        }
    }
}
