package org.timeball.timekeeping.filter;

/// The standard normal distribution.
final class NormalDistribution {
    private static final double DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);
    /// Beyond this the distribution is 0 or 1 to the last digit.
    private static final double FAR = 8.5;

    private NormalDistribution() {
    }

    static double density(double z) {
        return DENSITY_AT_ZERO * Math.exp(-z * z / 2);
    }

    /// The probability of more than `z`, not negative; exact at 0, too large by at most 2 % elsewhere (M. Abramowitz,
    /// I. Stegun, "Handbook of Mathematical Functions", 7.1.13).
    static double tail(double z) {
        return density(z) * 2 / (z + Math.sqrt(z * z + 8 / Math.PI));
    }

    /// The probability of less than `z`, to 1e-15: the Taylor series about 0 of the distribution over the density
    /// (G. Marsaglia, "Evaluating the normal distribution", J. Stat. Software 11, 2004).
    static double cumulative(double z) {
        if (Math.abs(z) > FAR) {
            return z > 0 ? 1 : 0;
        }
        double sum = z;
        double term = z;
        double before = 0;
        for (int i = 3; sum != before; i += 2) {
            before = sum;
            term *= z * z / i;
            sum += term;
        }
        return 0.5 + sum * density(z);
    }
}
