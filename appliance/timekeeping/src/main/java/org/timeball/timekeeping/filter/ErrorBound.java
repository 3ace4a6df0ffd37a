package org.timeball.timekeeping.filter;

import org.timeball.timekeeping.holdover.Forecast;
import org.timeball.timekeeping.holdover.ForecastRecord;

/// How far the estimate may be wrong, now and after a silence.
///
/// @param record of what became of earlier forecasts
/// @param heard free-running time of the last accepted sample
/// @param spacing seconds between the last two samples
record ErrorBound(ForecastRecord record, double heard, double spacing) {
    /// Standard deviations while samples come: they hold 99.99 % of a refclock's seconds.
    private static final double TRACKING_SIGMAS = 4.4;
    /// In holdover the error is one slow draw instead of one anew every minute, and the doubt about the wander is in
    /// the standard deviation already.
    private static final double HOLDOVER_SIGMAS = 3.7;
    /// Holdover begins after so many missed samples, and is one in full after 16 times as many.
    private static final double MISSED = 8;
    private static final double TRANSITION = 16;
    /// Standard deviations where forecasts were found to be worse than claimed.
    private static final double LEARNED_SIGMAS = 3;
    /// Samples before forecasts are worth remembering.
    private static final int SETTLED = 20;

    static ErrorBound fresh(double time, double spacing) {
        return new ErrorBound(ForecastRecord.blank(), time, spacing);
    }

    /// The bound after a sample was accepted, or not.
    ///
    /// @param warmth the temperature at the sample
    /// @param perDegree the rate's learned dependence on it
    ErrorBound after(boolean accepted, Estimate estimate, Thermometer.State warmth, double perDegree) {
        double time = estimate.timeSeconds();
        if (!accepted) {
            return this;
        }
        if (estimate.samples() < SETTLED) {
            return new ErrorBound(record, time, time - heard);
        }
        Forecast now = new Forecast(time, estimate.offsetSeconds(), estimate.rate(), estimate.offsetVariance(),
                estimate.covariance(), estimate.rateVariance(), estimate.wander(), warmth.degrees(), warmth.sum(),
                perDegree);
        return new ErrorBound(record.after(now), time, time - heard);
    }

    /// The bound at free-running time `time`, seconds.
    double at(double time, Estimate estimate) {
        double sigma = Math.sqrt(Math.max(0, estimate.offsetVarianceAt(time)));
        double silence = time - heard;
        if (silence <= MISSED * spacing) {
            return TRACKING_SIGMAS * sigma;
        }
        double begun = Math.min(1, Math.log(silence / (MISSED * spacing)) / Math.log(TRANSITION));
        double sigmas = TRACKING_SIGMAS + (HOLDOVER_SIGMAS - TRACKING_SIGMAS) * begun;
        return Math.max(sigmas, LEARNED_SIGMAS * record.excessAfter(silence)) * sigma;
    }
}
