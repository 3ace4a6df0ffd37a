package org.timeball.simulator.clock;

import java.math.BigDecimal;
import java.math.MathContext;

/// What a steered clock must read, in decimals of 34 digits: a nanosecond count of 19 digits and 15 decimals of it.
///
/// While the correction stands the gain is (1 + correction) times the sum of what each second of the oscillator gains,
/// so that the long multiplication is done once a correction.
final class ExactClock {
    private static final long SECOND = 1_000_000_000L;

    private final Oscillator oscillator;
    private final long firstSecond;
    private long atNanos;
    private BigDecimal reading;
    private BigDecimal speed = BigDecimal.ONE;

    ExactClock(Oscillator oscillator, long startNanos, long offsetNanos) {
        this.oscillator = oscillator;
        this.firstSecond = Math.floorDiv(startNanos, SECOND);
        this.atNanos = startNanos;
        this.reading = BigDecimal.valueOf(startNanos + offsetNanos);
    }

    BigDecimal readingAt(long baseNanos) {
        BigDecimal free = BigDecimal.valueOf(baseNanos - atNanos);
        while (atNanos < baseNanos) {
            long second = Math.floorDiv(atNanos, SECOND);
            long until = Math.min(baseNanos, (second + 1) * SECOND);
            BigDecimal error = new BigDecimal(oscillator.rateErrorDuring(second - firstSecond), MathContext.DECIMAL128);
            free = free.add(error.multiply(BigDecimal.valueOf(until - atNanos)), MathContext.DECIMAL128);
            atNanos = until;
        }
        reading = reading.add(free.multiply(speed), MathContext.DECIMAL128);
        return reading;
    }

    void setRate(long baseNanos, double fraction) {
        readingAt(baseNanos);
        speed = BigDecimal.ONE.add(new BigDecimal(fraction));
    }

    void step(long baseNanos, long nanos) {
        readingAt(baseNanos);
        reading = reading.add(BigDecimal.valueOf(nanos));
    }
}
