package org.timeball.timekeeping.selection;

import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceId;

/// A source that could be believed, as the selection sees it.
///
/// @param id which source
/// @param offsetSeconds clock minus source, on a scale common to all contenders
/// @param distanceSeconds bound of the error of that offset: half the width of the source's interval
/// @param stratum its own
/// @param options how it takes part
public record Contender(SourceId id, double offsetSeconds, double distanceSeconds, int stratum,
        SelectionOptions options) {
    double low() {
        return offsetSeconds - distanceSeconds;
    }

    double high() {
        return offsetSeconds + distanceSeconds;
    }

    public boolean contains(double offset) {
        return offset >= low() && offset <= high();
    }
}
