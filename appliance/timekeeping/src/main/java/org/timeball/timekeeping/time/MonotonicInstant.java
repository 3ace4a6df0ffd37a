package org.timeball.timekeeping.time;

/// A reading of the monotonic clock (CLOCK_MONOTONIC): never steps, origin arbitrary (boot). For timers and ages only.
///
/// @param nanos nanoseconds since the timescale's origin
public record MonotonicInstant(long nanos) implements Comparable<MonotonicInstant> {
    public MonotonicInstant plus(Span span) {
        return new MonotonicInstant(Math.addExact(nanos, span.nanos()));
    }

    public MonotonicInstant minus(Span span) {
        return new MonotonicInstant(Math.subtractExact(nanos, span.nanos()));
    }

    /// The span from `earlier` to this instant; negative if `earlier` is later.
    public Span since(MonotonicInstant earlier) {
        return new Span(Math.subtractExact(nanos, earlier.nanos));
    }

    public boolean isAfter(MonotonicInstant other) {
        return nanos > other.nanos;
    }

    @Override
    public int compareTo(MonotonicInstant other) {
        return Long.compare(nanos, other.nanos);
    }
}
