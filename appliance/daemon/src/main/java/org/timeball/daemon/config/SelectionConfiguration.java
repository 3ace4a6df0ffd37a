package org.timeball.daemon.config;

import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;

/// Which sources are believed.
///
/// @param authentication `authselectmode`, default mix
/// @param combineLimit `combinelimit`: sources up to this multiple of the best one's distance are combined with it,
///            default 3; 0 combines none
/// @param maxDistance `maxdistance`: largest root distance of a source, default 3 s
/// @param maxJitter `maxjitter`: largest jitter of a source, default 1 s
/// @param maxStratum `maxstratum`: highest stratum of a source, default 15
/// @param minStratum `minstratum`: lowest stratum of a source, default 0
/// @param minSources `minsources`: fewest selectable sources that may move the clock, default 1
/// @param reselectDistance `reselectdist`: by how much another source must be nearer to replace the selected one,
///            default 100 us
/// @param stratumWeight `stratumweight`: distance that one stratum more counts for, default 1 ms
/// @param minSamples `minsamples`: fewest samples of a source that can be selected (chrony keeps 6 at least); null
///            (default) asks for as many as its noise needs
/// @param maxSamples `maxsamples`: most samples kept of a source; 0 (default) does not limit, 1 does without frequency
public record SelectionConfiguration(AuthenticationMode authentication, double combineLimit, Span maxDistance,
        Span maxJitter, int maxStratum, int minStratum, int minSources, Span reselectDistance, Span stratumWeight,
        @Nullable Integer minSamples, int maxSamples) {
    /// What being authenticated is worth.
    public enum AuthenticationMode {
        /// Sources without authentication are never selected.
        REQUIRE,
        /// Sources without authentication are not selected if there is one with it.
        PREFER,
        /// Where both kinds exist, those with authentication and refclocks are trusted and required.
        MIX,
        /// It counts for nothing.
        IGNORE
    }
}
