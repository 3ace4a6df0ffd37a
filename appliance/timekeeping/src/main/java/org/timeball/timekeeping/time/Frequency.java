package org.timeball.timekeeping.time;

/// A relative frequency: seconds gained a second. Positive makes or means a clock that runs fast.
///
/// @param fraction dimensionless, 1e-6 being one part per million
public record Frequency(double fraction) {
    public static final Frequency ZERO = new Frequency(0);

    public Frequency {
        if (!Double.isFinite(fraction)) {
            throw new IllegalArgumentException("a frequency must be a finite number, not " + fraction);
        }
    }

    public static Frequency ofPpm(double ppm) {
        return new Frequency(ppm * 1e-6);
    }

    public double ppm() {
        return fraction * 1e6;
    }

    public Frequency plus(Frequency other) {
        return new Frequency(fraction + other.fraction);
    }

    public Frequency negated() {
        return new Frequency(-fraction);
    }

    @Override
    public String toString() {
        return "%.6f ppm".formatted(ppm());
    }
}
