package org.timeball.timekeeping.filter;

/// A Gaussian belief about offset and rate of the free-running clock at one moment.
///
/// @param offset seconds
/// @param rate seconds a second
/// @param offsetVariance s^2
/// @param covariance of offset and rate, s
/// @param rateVariance dimensionless
record Belief(double offset, double rate, double offsetVariance, double covariance, double rateVariance) {
    /// The belief `dt` seconds later, with nothing heard in between.
    ///
    /// @param wander2 random-walk density of the rate, squared: growth of the rate's variance a second
    Belief after(double dt, double wander2) {
        return new Belief(offset + rate * dt, rate,
                growth(offsetVariance, covariance, rateVariance, dt) + wander2 * dt * dt * dt / 3,
                covariance + rateVariance * dt + wander2 * dt * dt / 2, rateVariance + wander2 * dt);
    }

    /// The belief about a clock that was moved by so much, for certain.
    Belief moved(double byOffset, double byRate) {
        return new Belief(offset + byOffset, rate + byRate, offsetVariance, covariance, rateVariance);
    }

    /// How far back the samples reach that still count, in seconds: over so long the doubt of the rate makes an offset
    /// as uncertain as it is.
    double memorySeconds() {
        return Math.sqrt(offsetVariance / rateVariance);
    }

    /// The belief after a measurement of the offset.
    ///
    /// @param innovation measured minus believed offset, seconds
    /// @param noise variance of the measurement, s^2
    Belief updated(double innovation, double noise) {
        double s = offsetVariance + noise;
        double gain = covariance / s;
        // P11 R / S instead of P11 - P11^2 / S: no cancellation when P11 is huge.
        double variance = offsetVariance * noise / s;
        double cross = covariance * noise / s;
        return new Belief(offset + offsetVariance / s * innovation, rate + gain * innovation, variance, cross,
                notBelow(rateVariance - gain * covariance, variance, cross));
    }

    /// The offset's variance `dt` seconds later without the rate's own wandering. Rounding can leave less than nothing
    /// where the doubts of offset and rate cancel.
    static double growth(double offsetVariance, double covariance, double rateVariance, double dt) {
        return Math.max(0, offsetVariance + 2 * covariance * dt + rateVariance * dt * dt);
    }

    /// The rate's variance, held to what keeps the covariance matrix one after rounding.
    static double notBelow(double rateVariance, double offsetVariance, double covariance) {
        return Math.max(rateVariance, offsetVariance > 0 ? covariance * covariance / offsetVariance : 0);
    }

    /// The belief once the offset is known to have moved and to have this variance; the rate follows as far as it is
    /// bound to the offset.
    Belief pinned(double shift, double variance) {
        double slope = covariance / offsetVariance;
        return new Belief(offset + shift, rate + slope * shift, variance, slope * variance,
                notBelow(rateVariance + slope * slope * (variance - offsetVariance), variance, slope * variance));
    }

    /// The belief with this much doubt added to offset and rate.
    Belief widened(double addOffset, double addCovariance, double addRate) {
        return new Belief(offset, rate, offsetVariance + addOffset, covariance + addCovariance, rateVariance + addRate);
    }
}
