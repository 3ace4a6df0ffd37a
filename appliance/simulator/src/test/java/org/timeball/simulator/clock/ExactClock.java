package org.timeball.simulator.clock;

/// What a steered clock must read, worked out in another way: its error as the unevaluated sum of two doubles.
///
/// Sums and products keep what a double rounds off (the two-sum of Knuth, the fused product), so that errors of 1e15 ns
/// are good to better than 1e-9 ns.
final class ExactClock {
    private static final long SECOND = 1_000_000_000L;

    private final Oscillator oscillator;
    private final long firstSecond;
    private final Sum errorNanos = new Sum();
    private long atNanos;
    private double correction;

    ExactClock(Oscillator oscillator, long startNanos, long offsetNanos) {
        this.oscillator = oscillator;
        this.firstSecond = Math.floorDiv(startNanos, SECOND);
        this.atNanos = startNanos;
        errorNanos.add(offsetNanos);
    }

    /// Reading minus base as somebody has measured it, less what it must be.
    double excessAt(long baseNanos, long measuredNanos) {
        passTo(baseNanos);
        return measuredNanos - errorNanos.high - errorNanos.low;
    }

    void setRate(long baseNanos, double fraction) {
        passTo(baseNanos);
        correction = fraction;
    }

    void step(long baseNanos, long nanos) {
        passTo(baseNanos);
        errorNanos.add(nanos);
    }

    /// Lets the oscillator run second by second: (1 + y)(1 + c) - 1 = y + c + cy.
    private void passTo(long baseNanos) {
        errorNanos.addProduct(correction, baseNanos - atNanos);
        Sum free = new Sum();
        while (atNanos < baseNanos) {
            long second = Math.floorDiv(atNanos, SECOND);
            long until = Math.min(baseNanos, (second + 1) * SECOND);
            free.addProduct(oscillator.rateErrorDuring(second - firstSecond), until - atNanos);
            atNanos = until;
        }
        errorNanos.add(free.high);
        errorNanos.add(free.low);
        errorNanos.addProduct(correction, free.high);
        errorNanos.add(correction * free.low);
    }

    private static final class Sum {
        private double high;
        private double low;

        void add(double term) {
            double sum = high + term;
            double added = sum - high;
            low += high - (sum - added) + (term - added);
            high = sum;
        }

        void addProduct(double a, double b) {
            double product = a * b;
            add(product);
            add(Math.fma(a, b, -product));
        }
    }
}
