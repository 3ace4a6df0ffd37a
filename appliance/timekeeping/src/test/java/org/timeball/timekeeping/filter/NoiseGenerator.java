package org.timeball.timekeeping.filter;

/// Seeded random numbers for the scenarios: the same on every machine and every JDK.
///
/// The generator is xorshift64* (S. Vigna, 2016) seeded through SplitMix64's finaliser.
final class NoiseGenerator {
    private long state;
    private double spare;
    private boolean hasSpare;

    NoiseGenerator(long seed) {
        long z = seed * 0x9E3779B97F4A7C15L + 0x1234567;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        state = (z ^ (z >>> 31)) | 1;
        for (int i = 0; i < 16; i++) {
            uniform();
        }
    }

    /// Uniform between 0 and 1, neither included.
    double uniform() {
        state ^= state >>> 12;
        state ^= state << 25;
        state ^= state >>> 27;
        return ((state * 0x2545F4914F6CDD1DL >>> 11) + 0.5) * 0x1p-53;
    }

    /// Standard normal, by Marsaglia's polar method.
    double normal() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double u;
        double v;
        double s;
        do {
            u = 2 * uniform() - 1;
            v = 2 * uniform() - 1;
            s = u * u + v * v;
        } while (s >= 1);
        double scale = Math.sqrt(-2 * Math.log(s) / s);
        spare = v * scale;
        hasSpare = true;
        return u * scale;
    }

    /// Exponential of mean 1.
    double exponential() {
        return -Math.log(uniform());
    }
}
