package org.timeball.timekeeping.time;

/// An instant of International Atomic Time: nanoseconds since 1970-01-01T00:00:00 TAI, with no gaps or repeats.
///
/// @param nanos nanoseconds since the timescale's origin
public record TaiInstant(long nanos) implements Comparable<TaiInstant> {
    public TaiInstant plus(Span span) {
        return new TaiInstant(Math.addExact(nanos, span.nanos()));
    }

    public TaiInstant minus(Span span) {
        return new TaiInstant(Math.subtractExact(nanos, span.nanos()));
    }

    /// The span from `earlier` to this instant; negative if `earlier` is later.
    public Span since(TaiInstant earlier) {
        return new Span(Math.subtractExact(nanos, earlier.nanos));
    }

    public boolean isAfter(TaiInstant other) {
        return nanos > other.nanos;
    }

    @Override
    public int compareTo(TaiInstant other) {
        return Long.compare(nanos, other.nanos);
    }
}
