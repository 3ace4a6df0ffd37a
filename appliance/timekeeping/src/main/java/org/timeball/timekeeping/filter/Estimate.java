package org.timeball.timekeeping.filter;

/// What the filter believes about the free-running clock at one moment, and how the doubt grows after it.
///
/// "Free-running" means: as if the clock had never been steered. Times are seconds of that clock since an origin that
/// the caller chose.
///
/// @param timeSeconds free-running time of the estimate (that of the last accepted sample)
/// @param offsetSeconds free-running clock minus source
/// @param rate free-running rate error, seconds a second; positive runs fast
/// @param offsetVariance s^2
/// @param covariance of offset and rate, s
/// @param rateVariance dimensionless
/// @param wander random-walk density of the rate: its standard deviation grows by `wander * sqrt(seconds)`
/// @param jitterSeconds learned standard deviation of one sample
/// @param jumpOdds odds that the rate jumped lately and the estimate lags
/// @param samples accepted since the start
public record Estimate(double timeSeconds, double offsetSeconds, double rate, double offsetVariance, double covariance,
        double rateVariance, double wander, double jitterSeconds, double jumpOdds, long samples) {
    /// The offset expected at free-running time `t`.
    public double offsetAt(double t) {
        return offsetSeconds + rate * (t - timeSeconds);
    }

    /// The variance of [#offsetAt], s^2.
    public double offsetVarianceAt(double t) {
        double dt = Math.max(0, t - timeSeconds);
        return Belief.growth(offsetVariance, covariance, rateVariance, dt) + wander * wander * dt * dt * dt / 3;
    }
}
