package org.timeball.timekeeping.selection;

/// How sources are selected.
///
/// @param stratumWeightSeconds root distance that a stratum counts for when sources are compared; default 1e-3
/// @param reselectDistanceSeconds root distance added to every source but the selected one, so that selection does not
///            flap; default 1e-4
/// @param combineLimit a source is combined with the selected one while its distance is at most so many times the
///            selected one's; default 3, 0 to combine none
/// @param maxDistanceSeconds largest root distance of a source that may be selected; default 3
/// @param maxJitterSeconds largest standard deviation of its samples; default 1
/// @param minSources how many sources must agree before one is selected; default 1
/// @param minStratum least stratum that a source may have, 0 to 15; default 0
/// @param maxStratum most; default 15
/// @param authentication what follows from it; default MIX
public record SelectionSettings(double stratumWeightSeconds, double reselectDistanceSeconds, double combineLimit,
        double maxDistanceSeconds, double maxJitterSeconds, int minSources, int minStratum, int maxStratum,
        AuthPolicy authentication) {
    public static final SelectionSettings DEFAULT = new SelectionSettings(1e-3, 1e-4, 3, 3, 1, 1, 0, 15,
            AuthPolicy.MIX);

    public SelectionSettings {
        if (!(stratumWeightSeconds >= 0) || !(reselectDistanceSeconds >= 0) || !(combineLimit >= 0)
                || !(maxDistanceSeconds >= 0) || !(maxJitterSeconds >= 0)) {
            throw new IllegalArgumentException(
                    "stratum weight, reselect distance, combine limit, distance and jitter must be >= 0");
        }
        if (minSources < 1 || minStratum < 0 || maxStratum > 15 || minStratum > maxStratum) {
            throw new IllegalArgumentException("sources to agree are " + minSources + ", strata " + minStratum + " to "
                    + maxStratum + "; at least 1, and in order from 0 to 15");
        }
    }

    public SelectionSettings withReselectDistance(double seconds) {
        return new SelectionSettings(stratumWeightSeconds, seconds, combineLimit, maxDistanceSeconds, maxJitterSeconds,
                minSources, minStratum, maxStratum, authentication);
    }
}
