package org.timeball.timekeeping.time;

/// A reading of the clock as it would be had nobody ever corrected it: the oscillator, counted.
///
/// Computed from a [SystemInstant] by taking back all corrections, rounded to a nanosecond.
///
/// @param nanos nanoseconds; equal to the system clock's at the first observation
public record FreeInstant(long nanos) implements Comparable<FreeInstant> {
    /// The span from `earlier` to this instant; negative if `earlier` is later.
    public Span since(FreeInstant earlier) {
        return new Span(Math.subtractExact(nanos, earlier.nanos));
    }

    @Override
    public int compareTo(FreeInstant other) {
        return Long.compare(nanos, other.nanos);
    }
}
