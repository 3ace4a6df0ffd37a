package org.timeball.simulator.clock;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// What a steered clock must read, in decimals that are never rounded.
final class ExactClock {
    private static final long SECOND = 1_000_000_000L;

    private final Oscillator oscillator;
    private final long startNanos;
    private long atNanos;
    private BigDecimal reading;
    private BigDecimal correction = BigDecimal.ZERO;

    ExactClock(Oscillator oscillator, long startNanos, long offsetNanos) {
        this.oscillator = oscillator;
        this.startNanos = startNanos;
        this.atNanos = startNanos;
        this.reading = BigDecimal.valueOf(startNanos + offsetNanos);
    }

    /// Lets time pass, second by second of the oscillator.
    BigDecimal readingAt(long baseNanos) {
        while (atNanos < baseNanos) {
            long second = Math.floorDiv(atNanos, SECOND);
            long until = Math.min(baseNanos, (second + 1) * SECOND);
            long index = second - Math.floorDiv(startNanos, SECOND);
            BigDecimal speed = BigDecimal.ONE.add(new BigDecimal(oscillator.rateErrorDuring(index)))
                    .multiply(BigDecimal.ONE.add(correction));
            reading = reading.add(speed.multiply(BigDecimal.valueOf(until - atNanos)));
            // 40 decimals of a nanosecond: keeps the numbers short, loses less than 1e-30 ns in all.
            reading = reading.setScale(40, RoundingMode.HALF_EVEN);
            atNanos = until;
        }
        return reading;
    }

    void setRate(long baseNanos, double fraction) {
        readingAt(baseNanos);
        correction = new BigDecimal(fraction);
    }

    void step(long baseNanos, long nanos) {
        readingAt(baseNanos);
        reading = reading.add(BigDecimal.valueOf(nanos));
    }
}
