package org.timeball.timekeeping.time;

/// A reading of the clock that is being disciplined: what CLOCK_REALTIME says, right or wrong.
///
/// It counts like POSIX time, from 1970-01-01T00:00:00 without leap seconds, and jumps when the clock is stepped.
///
/// @param nanos nanoseconds since the timescale's origin
public record SystemInstant(long nanos) implements Comparable<SystemInstant> {
    private static final long NANOS = 1_000_000_000L;

    public SystemInstant plus(Span span) {
        return new SystemInstant(Math.addExact(nanos, span.nanos()));
    }

    public SystemInstant minus(Span span) {
        return new SystemInstant(Math.subtractExact(nanos, span.nanos()));
    }

    /// Whole seconds since the timescale's origin, rounded down.
    public long epochSecond() {
        return Math.floorDiv(nanos, NANOS);
    }

    /// The span from `earlier` to this instant; negative if `earlier` is later.
    public Span since(SystemInstant earlier) {
        return new Span(Math.subtractExact(nanos, earlier.nanos));
    }

    public boolean isAfter(SystemInstant other) {
        return nanos > other.nanos;
    }

    @Override
    public int compareTo(SystemInstant other) {
        return Long.compare(nanos, other.nanos);
    }
}
