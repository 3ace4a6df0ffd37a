package org.timeball.ptp.trust;

import org.timeball.ptp.management.ClockQuality;
import org.timeball.ptp.management.DataSet.Timescale;
import org.timeball.ptp.management.PortState;
import org.timeball.timekeeping.time.Span;

/// What is said of a grandmaster and of the way to it, at one moment.
///
/// @param port what our port does
/// @param present whether the grandmaster is another clock than ours
/// @param quality the grandmaster's, as it says
/// @param stepsRemoved communication paths between it and us, 0 to 65535; 1 without boundary clocks
/// @param timescale the grandmaster's
/// @param offset our PTP clock minus its master
/// @param pathDelay one way to the master
/// @param age since the last Sync was taken in
/// @param syncInterval between two Syncs
public record GrandmasterClaim(PortState port, boolean present, ClockQuality quality, int stepsRemoved,
        Timescale timescale, Span offset, Span pathDelay, Span age, Span syncInterval) {
}
