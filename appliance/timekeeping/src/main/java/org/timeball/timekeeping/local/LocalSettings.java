package org.timeball.timekeeping.local;

/// `local`: when the box's own clock is served in place of a source's time.
///
/// @param stratum served then, 1 to 15; default 10
/// @param orphan whether boxes of one stratum elect the one with the smallest reference identifier; default false
/// @param distanceSeconds after a synchronisation, active from this root distance on; default 1
/// @param activateSeconds not active before the root distance was below this once; 0 (default) asks for nothing
/// @param waitSyncedSeconds not active so soon after the last clock update by a source; default 0, 300 with orphan
/// @param waitUnsyncedSeconds where the clock was never updated: not active so soon after the start; default 0, 300 with
///            orphan
public record LocalSettings(int stratum, boolean orphan, double distanceSeconds, double activateSeconds,
        double waitSyncedSeconds, double waitUnsyncedSeconds) {
    public LocalSettings {
        if (stratum < 1 || stratum > 15) {
            throw new IllegalArgumentException("the local stratum is " + stratum + "; it must be 1 to 15");
        }
        if (!(distanceSeconds >= 0) || !(activateSeconds >= 0) || !(waitSyncedSeconds >= 0)
                || !(waitUnsyncedSeconds >= 0)) {
            throw new IllegalArgumentException("distance " + distanceSeconds + ", activate " + activateSeconds
                    + ", waitsynced " + waitSyncedSeconds + " and waitunsynced " + waitUnsyncedSeconds
                    + " s must be >= 0");
        }
    }

    /// The settings of `local stratum N` and nothing else.
    public static LocalSettings ofStratum(int stratum) {
        return new LocalSettings(stratum, false, 1, 0, 0, 0);
    }
}
