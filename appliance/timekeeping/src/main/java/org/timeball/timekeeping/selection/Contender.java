package org.timeball.timekeeping.selection;

import org.timeball.timekeeping.observation.SourceId;

/// A source that could be believed, as the selection sees it.
///
/// @param id which source
/// @param offsetSeconds clock minus source, on a scale common to all contenders
/// @param distanceSeconds bound of the error of that offset: half the width of the source's interval
/// @param prefer chosen over others that tell the truth too
/// @param trust believed without a vote: what contradicts it is false
public record Contender(SourceId id, double offsetSeconds, double distanceSeconds, boolean prefer, boolean trust) {
    double low() {
        return offsetSeconds - distanceSeconds;
    }

    double high() {
        return offsetSeconds + distanceSeconds;
    }

    boolean contains(double offset) {
        return offset >= low() && offset <= high();
    }
}
