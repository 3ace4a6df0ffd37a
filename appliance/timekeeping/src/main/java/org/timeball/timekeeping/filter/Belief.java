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
                offsetVariance + 2 * covariance * dt + rateVariance * dt * dt + wander2 * dt * dt * dt / 3,
                covariance + rateVariance * dt + wander2 * dt * dt / 2, rateVariance + wander2 * dt);
    }

    /// The belief after a measurement of the offset.
    ///
    /// @param innovation measured minus believed offset, seconds
    /// @param noise variance of the measurement, s^2
    Belief updated(double innovation, double noise) {
        double s = offsetVariance + noise;
        double gain = covariance / s;
        // P11 R / S instead of P11 - P11^2 / S: no cancellation when P11 is huge.
        return new Belief(offset + offsetVariance / s * innovation, rate + gain * innovation,
                offsetVariance * noise / s, covariance * noise / s, rateVariance - gain * covariance);
    }

    /// The belief with this much doubt added to offset and rate.
    Belief widened(double addOffset, double addCovariance, double addRate) {
        return new Belief(offset, rate, offsetVariance + addOffset, covariance + addCovariance, rateVariance + addRate);
    }
}
