package org.timeball.timekeeping.time;

/// A reading of a PTP hardware clock: nanoseconds since 1970 on whatever timescale that clock is set to, TAI, UTC or
/// none at all.
///
/// @param nanos the reading
public record PhcInstant(long nanos) {
    /// The span from `earlier` to this reading, as the clock itself counts; negative if `earlier` is later.
    public Span since(PhcInstant earlier) {
        return new Span(Math.subtractExact(nanos, earlier.nanos));
    }
}
