package org.timeball.simulator.clock;

/// A stretch of base time over which a steered clock ran at one rate: a straight line in exact integers.
///
/// Rates are fractions in units of 2^-62, readings whole nanoseconds and a remainder in units of 2^-62 ns. At the
/// largest rate error a product of the two needs 122 bits and is kept in full, so that no sum of segments loses
/// anything.
///
/// @param start first base time of the stretch, nanoseconds
/// @param end base time at which the oscillator's rate changes next; Long.MAX_VALUE if never
/// @param reading the clock at `start`, whole nanoseconds
/// @param remainder the rest of it, 0 to 2^62 - 1
/// @param oscillator rate error of the oscillator
/// @param rate rate error of the clock: oscillator and correction together
/// @param epoch what the monotonic reading counts from: the clock's first reading and all steps since
record Segment(long start, long end, long reading, long remainder, long oscillator, long rate, long epoch) {
    private static final int BITS = 62;
    private static final long MASK = (1L << BITS) - 1;
    private static final long HALF = 1L << BITS - 1;
    private static final double UNIT = 0x1p-62;
    /// Longer than any wait: 127 years.
    private static final long FAR_NANOS = 4_000_000_000_000_000_000L;

    static long rateOf(double fraction) {
        return Math.round(fraction / UNIT);
    }

    static double fractionOf(long rate) {
        return rate * UNIT;
    }

    static Segment first(long start, long end, long reading, long oscillator) {
        return new Segment(start, end, reading, 0, oscillator, oscillator, reading);
    }

    /// The rate of a clock whose oscillator is off by one fraction and whose correction is another:
    /// (1 + a)(1 + b) - 1.
    static long combined(long oscillator, long correction) {
        long cross = Math.multiplyHigh(oscillator, correction) << 2 | oscillator * correction >>> BITS;
        return oscillator + correction + cross;
    }

    /// The reading, to the nearest nanosecond.
    long readingAt(long base) {
        return reading + (base - start) + gained(base, HALF);
    }

    /// Reading minus base, nanoseconds.
    double errorNanosAt(long base) {
        return reading - start + gained(base, 0) + remainderAt(base) * UNIT;
    }

    long monotonicAt(long base) {
        return readingAt(base) - epoch;
    }

    /// The first base time of this segment at which the monotonic reading is at least `monotonic`.
    long baseOfMonotonic(long monotonic) {
        long wait = monotonic - monotonicAt(start);
        if (wait <= 0) {
            return start;
        }
        long base = start + (long) (Math.min(wait, FAR_NANOS) / (1 + fractionOf(rate)));
        while (base < end && monotonicAt(base) < monotonic && wait < FAR_NANOS) {
            base++;
        }
        while (base > start && monotonicAt(base - 1) >= monotonic) {
            base--;
        }
        return Math.min(base, end);
    }

    /// The same second of the oscillator from `base` on, with another correction and a step.
    Segment changedAt(long base, long correction, long stepNanos) {
        return new Segment(base, end, wholeAt(base) + stepNanos, remainderAt(base), oscillator,
                combined(oscillator, correction), epoch + stepNanos);
    }

    /// What follows at `end`, when the oscillator changes its rate.
    Segment next(long nextEnd, long nextOscillator, long correction) {
        return new Segment(end, nextEnd, wholeAt(end), remainderAt(end), nextOscillator,
                combined(nextOscillator, correction), epoch);
    }

    private long wholeAt(long base) {
        return reading + (base - start) + gained(base, 0);
    }

    /// Whole nanoseconds gained since the start, rounded down after `bias` (in units of 2^-62 ns) is added.
    private long gained(long base, long bias) {
        long span = base - start;
        long low = span * rate;
        long high = Math.multiplyHigh(span, rate);
        long sum = low + remainder + bias;
        // remainder + bias is below 2^63, so that a carry shows as an unsigned sum smaller than what was added to.
        if (Long.compareUnsigned(sum, low) < 0) {
            high++;
        }
        return high << 2 | sum >>> BITS;
    }

    private long remainderAt(long base) {
        return (base - start) * rate + remainder & MASK;
    }
}
