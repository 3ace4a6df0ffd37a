package org.timeball.timekeeping.steering;

import java.util.Optional;
import org.timeball.timekeeping.time.FreeInstant;

/// The updates of the clock so far. Immutable.
///
/// @param last when the last one was; empty before the first
/// @param intervalSeconds between the last two; 0 before there are two
/// @param lastOffsetSeconds found at the last one: our clock minus true time, beyond what was already being slewed
/// @param meanSquare long-term mean square of those, s^2
public record UpdateHistory(Optional<FreeInstant> last, double intervalSeconds, double lastOffsetSeconds,
        double meanSquare) {
    public static final UpdateHistory NONE = new UpdateHistory(Optional.empty(), 0, 0, 0);
    private static final double NEWEST_WEIGHT = 0.1;

    /// With one more.
    public UpdateHistory after(FreeInstant at, double offsetSeconds) {
        double square = offsetSeconds * offsetSeconds;
        double mean = last.isEmpty() ? square : meanSquare + NEWEST_WEIGHT * (square - meanSquare);
        return new UpdateHistory(Optional.of(at), last.map(before -> at.since(before).seconds()).orElse(0.0),
                offsetSeconds, mean);
    }

    public double rmsOffsetSeconds() {
        return Math.sqrt(meanSquare);
    }
}
