package org.timeball.ptp.phc;

import java.util.Optional;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.ReferenceDevices.Edge;

/// What is configured of a PTP hardware clock.
///
/// @param name `/dev/ptpN` or the interface that the clock belongs to
/// @param interval between readings (`dpoll`), at least 10 ms, default 1 s
/// @param crossTimestamps whether the hardware's own comparison may be used (`nocrossts` forbids it)
/// @param edges where edges on an input are the reference, and the clock only stamps them (`extpps`); empty where the
///            clock itself is the reference
public record PhcSettings(String name, Span interval, boolean crossTimestamps, Optional<Edges> edges) {
    public PhcSettings {
        if (interval.nanos() < 10_000_000) {
            throw new IllegalArgumentException(name + ": the interval is " + interval + "; it must be at least 10 ms");
        }
    }

    /// @param pin which pin to make the input (`pin=N`); empty leaves pins alone
    /// @param channel number of the input (`channel=N`), from 0, default 0
    /// @param edge which flank marks the second; default the rising one (`clear`: the falling one)
    public record Edges(Optional<Integer> pin, int channel, Edge edge) {
    }
}
