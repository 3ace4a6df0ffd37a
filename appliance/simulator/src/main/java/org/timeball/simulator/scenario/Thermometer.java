package org.timeball.simulator.scenario;

/// A thermometer beside the oscillator whose rate swings with the temperature.
///
/// @param intervalSeconds between readings
/// @param noiseDegrees standard deviation of one
/// @param resolutionDegrees what it is rounded to
/// @param ratePerDegree what the oscillator gains by a degree more, a fraction: it tells how far the temperature swings
///            for the swing of the rate
public record Thermometer(int intervalSeconds, double noiseDegrees, double resolutionDegrees, double ratePerDegree) {
    private static final double MEAN_CELSIUS = 25;

    /// What it shows.
    ///
    /// @param swing of the rate by the temperature now
    /// @param noise standard normal
    double reading(double swing, double noise) {
        double degrees = MEAN_CELSIUS + swing / ratePerDegree + noiseDegrees * noise;
        return resolutionDegrees > 0 ? Math.rint(degrees / resolutionDegrees) * resolutionDegrees : degrees;
    }
}
