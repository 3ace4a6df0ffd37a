package org.timeball.timekeeping.time;

/// A signed length of time in whole nanoseconds; exact, about 292 years either way.
///
/// @param nanos nanoseconds
public record Span(long nanos) implements Comparable<Span> {
    public static final Span ZERO = new Span(0);
    private static final double NANOS_PER_SECOND = 1e9;

    public static Span ofSeconds(long seconds) {
        return new Span(Math.multiplyExact(seconds, 1_000_000_000L));
    }

    public static Span ofMillis(long millis) {
        return new Span(Math.multiplyExact(millis, 1_000_000L));
    }

    public static Span ofMicros(long micros) {
        return new Span(Math.multiplyExact(micros, 1_000L));
    }

    public static Span ofNanos(long nanos) {
        return new Span(nanos);
    }

    /// Rounds a number of seconds to the nearest nanosecond.
    ///
    /// @throws ArithmeticException if `seconds` is not finite or does not fit
    public static Span ofSeconds(double seconds) {
        double nanos = seconds * NANOS_PER_SECOND;
        if (!(Math.abs(nanos) < 9.2e18)) {
            throw new ArithmeticException("no span of " + seconds + " s: it must lie within +-292 years");
        }
        return new Span(Math.round(nanos));
    }

    /// The span as seconds, rounded to a double.
    public double seconds() {
        return nanos / NANOS_PER_SECOND;
    }

    public Span plus(Span other) {
        return new Span(Math.addExact(nanos, other.nanos));
    }

    public Span minus(Span other) {
        return new Span(Math.subtractExact(nanos, other.nanos));
    }

    public Span negated() {
        return new Span(Math.negateExact(nanos));
    }

    public Span abs() {
        return nanos < 0 ? negated() : this;
    }

    public boolean isNegative() {
        return nanos < 0;
    }

    @Override
    public int compareTo(Span other) {
        return Long.compare(nanos, other.nanos);
    }

    /// Seconds with nine decimals and the unit, such as `-0.000001500 s`.
    @Override
    public String toString() {
        long whole = nanos / 1_000_000_000L;
        long rest = Math.abs(nanos % 1_000_000_000L);
        String sign = nanos < 0 && whole == 0 ? "-" : "";
        return "%s%d.%09d s".formatted(sign, whole, rest);
    }
}
