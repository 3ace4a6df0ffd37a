package org.timeball.timekeeping.snapshot;

import java.util.Optional;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.world.IpAddress;

/// What was last heard of a source.
///
/// @param refid the reference identifier of a clock that is synchronised to it
/// @param address of a server; empty for a refclock
/// @param stratum its own; 0 before the first sample
/// @param reach the last eight polls, the youngest in the lowest bit: 1 where an answer came
/// @param leap what it says of the end of the day
/// @param measuredSeconds last sample: our clock minus the source, as measured; NaN before the first
/// @param adjustedSeconds the same after what the clock was corrected by since
/// @param errorSeconds bound of that sample's error: half its root delay and its root dispersion
public record SourceReception(int refid, Optional<IpAddress> address, int stratum, int reach, LeapIndicator leap,
        double measuredSeconds, double adjustedSeconds, double errorSeconds) {
    /// Nothing yet.
    public static final SourceReception NONE = new SourceReception(0, Optional.empty(), 0, 0, LeapIndicator.NONE,
            Double.NaN, Double.NaN, Double.NaN);
}
