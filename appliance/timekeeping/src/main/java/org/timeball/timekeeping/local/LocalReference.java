package org.timeball.timekeeping.local;

import java.util.Optional;

/// Whether the box's own clock is served. Immutable.
///
/// @param settings in force; empty when nobody asked for it
/// @param near whether the root distance was below `activate` once
/// @param active whether the own clock is served now
public record LocalReference(Optional<LocalSettings> settings, boolean near, boolean active) {
    public static LocalReference start(Optional<LocalSettings> settings) {
        return new LocalReference(settings, false, false);
    }

    public LocalReference with(Optional<LocalSettings> changed) {
        return new LocalReference(changed, near, active && changed.isPresent());
    }

    /// Judged anew.
    ///
    /// @param distanceSeconds root distance to the last source; infinite when the clock is not synchronised
    /// @param updatedSeconds since the last update by a source; NaN when there was none
    /// @param runningSeconds since the start
    public LocalReference judged(double distanceSeconds, double updatedSeconds, double runningSeconds) {
        if (settings.isEmpty()) {
            return this;
        }
        LocalSettings wanted = settings.get();
        boolean nearNow = near || wanted.activateSeconds() == 0 || distanceSeconds < wanted.activateSeconds();
        boolean waited = Double.isNaN(updatedSeconds)
                ? runningSeconds >= wanted.waitUnsyncedSeconds()
                : updatedSeconds >= wanted.waitSyncedSeconds();
        return new LocalReference(settings, nearNow, nearNow && waited && distanceSeconds > wanted.distanceSeconds());
    }
}
