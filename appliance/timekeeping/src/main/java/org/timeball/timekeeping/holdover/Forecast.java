package org.timeball.timekeeping.holdover;

/// What was believed of a free-running clock at one moment, good for any later one.
///
/// @param time free-running time, seconds
/// @param offset clock minus source, seconds
/// @param rate seconds a second
/// @param offsetVariance s^2
/// @param covariance of offset and rate, s
/// @param rateVariance dimensionless
/// @param wander random-walk density of the rate: its standard deviation grows by `wander * sqrt(seconds)`
/// @param degrees temperature, from any zero
/// @param degreeSeconds integral of the temperature from any beginning
/// @param perDegree what the rate is believed to gain by a degree
public record Forecast(double time, double offset, double rate, double offsetVariance, double covariance,
        double rateVariance, double wander, double degrees, double degreeSeconds, double perDegree) {
    /// The offset expected when it was as warm between as `later` tells.
    double offsetAt(Forecast later) {
        double dt = later.time - time;
        double warmth = later.degreeSeconds - degreeSeconds - degrees * dt;
        return offset + rate * dt + perDegree * warmth;
    }

    double varianceAt(double later) {
        double dt = later - time;
        return offsetVariance + 2 * covariance * dt + rateVariance * dt * dt + wander * wander * dt * dt * dt / 3;
    }
}
