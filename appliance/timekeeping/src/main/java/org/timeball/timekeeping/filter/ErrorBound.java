package org.timeball.timekeeping.filter;

import org.timeball.timekeeping.holdover.Forecast;
import org.timeball.timekeeping.holdover.ForecastRecord;

/// How far the estimate may be wrong, now and after a silence.
///
/// @param record of what became of earlier forecasts
/// @param heard free-running time of the last accepted sample
/// @param bank the models at that sample
/// @param memory how far back the estimate looks, seconds
/// @param trackingSigmas standard deviations that hold the error while samples come
record ErrorBound(ForecastRecord record, double heard, ModelBank bank, double memory, double trackingSigmas) {
    /// The probability that the error is larger than the bound, for each second that an error lasts: while samples come
    /// the estimate's memory, in holdover the silence. One that lasts long is drawn seldom.
    private static final double RISK_A_SECOND = 5e-7;
    private static final double LEAST_RISK = 2e-5;
    private static final double LARGEST_RISK = 3e-4;
    /// Standard deviations where forecasts were found to be worse than claimed.
    private static final double LEARNED_SIGMAS = 3;
    /// Samples before forecasts are worth remembering.
    private static final int SETTLED = 20;

    static ErrorBound fresh(double time, ModelBank bank) {
        return of(ForecastRecord.blank(), time, bank);
    }

    private static ErrorBound of(ForecastRecord record, double heard, ModelBank bank) {
        double memory = bank.bestBelief().memorySeconds();
        return new ErrorBound(record, heard, bank, memory, bank.sigmasFor(risk(memory), 0));
    }

    private static double risk(double lasting) {
        return Math.clamp(RISK_A_SECOND * lasting, LEAST_RISK, LARGEST_RISK);
    }

    /// The bound after a sample was accepted, or not.
    ///
    /// @param models as they are after it
    /// @param warmth the temperature at the sample
    ErrorBound after(boolean accepted, Estimate estimate, ModelBank models, Thermometer.State warmth) {
        double time = estimate.timeSeconds();
        if (!accepted) {
            return this;
        }
        if (estimate.samples() < SETTLED) {
            return of(record, time, models);
        }
        Forecast now = new Forecast(time, estimate.offsetSeconds(), estimate.rate(), estimate.offsetVariance(),
                estimate.covariance(), estimate.rateVariance(), estimate.wander(), warmth.degrees(), warmth.sum(),
                models.coefficient().perDegree());
        return of(record.after(now), time, models);
    }

    /// The bound at free-running time `time`, seconds.
    double at(double time, Estimate estimate) {
        double sigma = Math.sqrt(Math.max(0, estimate.offsetVarianceAt(time)));
        double silence = time - heard;
        if (silence <= memory) {
            return trackingSigmas * sigma;
        }
        return Math.max(bank.sigmasFor(risk(silence), silence), LEARNED_SIGMAS * record.excessAfter(silence)) * sigma;
    }
}
