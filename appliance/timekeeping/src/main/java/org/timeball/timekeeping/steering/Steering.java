package org.timeball.timekeeping.steering;

import java.util.Optional;
import org.timeball.timekeeping.combination.Reckoning;
import org.timeball.timekeeping.steering.SteeringSettings.KnownDrift;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;

/// Turns a reckoning into a rate and a slew.
///
/// The rate is corrected by the whole estimate at once: estimation is the filter's work, and because the filter sees
/// the free-running clock, no loop can ring. The offset is slewed away within a second, or as fast as is allowed; half of
/// it when it lies inside the estimate's own noise, since all of it would only pass that noise on to the clock, and then
/// without haste, so that a path of great jitter does not make the clock's rate jump about.
public final class Steering {
    private static final double SLEW_SECONDS = 1;
    /// Longer than any clock runs; spans hold it.
    private static final double LONGEST_SLEW_SECONDS = 1e9;
    private static final double NOISY_GAIN = 0.5;
    /// What may be noise is not slewed faster than this, unless the next update comes before it is done.
    private static final double GENTLE_RATE = 300e-6;
    private static final double BELIEVED_SIGMAS = 3;
    private static final double JUMP_SUSPECTED = 0.1;
    /// Oscillators of this kind are within some 100 ppm of their name; a rate estimate is believed beyond that only as
    /// far as its own variance allows. Without it two samples of a jittery source would throw the rate about.
    private static final double PRIOR_RATE_SIGMA = 200e-6;
    /// A rate from before the start is not trusted closer than this: it may be another day, and another temperature.
    private static final double CLOSEST_PRIOR_SIGMA = 1e-6;
    /// No clock takes a larger correction of its rate (Linux: tick and frequency together).
    private static final double RATE_LIMIT = 0.1;
    /// What is left for slewing where the rate itself is at its limit.
    private static final double LEAST_SLEW_RATE = 1e-6;
    private static final double ROUNDING = 1e-9;
    private static final double REFUTED_SIGMAS = 5;

    private Steering() {
    }

    /// The rate correction that cancels the oscillator's rate error.
    ///
    /// @param before the one in force, kept where the rate is not known better than `maxUpdateSkewPpm`
    public static Frequency base(Reckoning reckoning, Frequency before, SteeringSettings settings,
            double maxUpdateSkewPpm) {
        if (reckoning.rateSigma() * 1e6 > maxUpdateSkewPpm * (1 + ROUNDING)) {
            return before;
        }
        Optional<KnownDrift> known = settings.drift();
        double expected = known.map(drift -> drift.ppm() * 1e-6).orElse(0.0);
        double sigma = known.map(drift -> Math.max(drift.skewPpm() * 1e-6, CLOSEST_PRIOR_SIGMA))
                .orElse(PRIOR_RATE_SIGMA);
        double prior = sigma * sigma;
        double variance = prior + reckoning.rateSigma() * reckoning.rateSigma();
        double surprise = Math.abs(reckoning.rate() - expected) / Math.sqrt(variance);
        // What was expected is refuted, not averaged, by a rate that lies far from it.
        double weight = surprise > REFUTED_SIGMAS ? 1 : prior / variance;
        double most = settings.maxDriftPpm() * 1e-6;
        double rate = Math.clamp(expected + (reckoning.rate() - expected) * weight, -most, most);
        // Both rates count per second of the free-running clock, so one simply undoes the other.
        return new Frequency(-Math.clamp(rate, -RATE_LIMIT, RATE_LIMIT));
    }

    /// What is to be slewed.
    ///
    /// @param offset our clock minus true time
    /// @return what is to be added to the reading
    public static Span wanted(Span offset, Reckoning reckoning) {
        boolean believed = reckoning.jumpOdds() > JUMP_SUSPECTED || !isDoubtful(offset, reckoning);
        return believed ? offset.negated() : Span.ofSeconds(-offset.seconds() * NOISY_GAIN);
    }

    private static boolean isDoubtful(Span offset, Reckoning reckoning) {
        return Math.abs(offset.seconds()) <= BELIEVED_SIGMAS * reckoning.offsetSigmaSeconds();
    }

    /// How long a correction takes at least that the estimate's own doubt explains, seconds.
    ///
    /// @param amount what is to be added to the reading
    /// @param history of the updates so far
    public static double leisure(Span amount, Reckoning reckoning, UpdateHistory history) {
        return isDoubtful(amount, reckoning)
                ? Math.min(history.intervalSeconds(), Math.abs(amount.seconds()) / GENTLE_RATE)
                : 0;
    }

    /// A slew as fast as it may be.
    ///
    /// @param base the rate correction meanwhile
    /// @param amount what is to be added to the reading
    /// @param history of the updates so far, for `corrtimeratio`
    /// @param leisureSeconds how long it takes at least
    public static ClockCommand.Steer slew(Frequency base, Span amount, SteeringSettings settings,
            UpdateHistory history, double leisureSeconds) {
        double size = Math.abs(amount.seconds());
        double limit = amount.isNegative()
                ? 1 - (1 - RATE_LIMIT) / (1 + base.fraction())
                : (1 + RATE_LIMIT) / (1 + base.fraction()) - 1;
        double fastest = Math.max(LEAST_SLEW_RATE, Math.min(settings.maxSlewRate(), limit));
        double wanted = settings.corrTimeRatio().isPresent() && size > 0
                ? settings.corrTimeRatio().getAsDouble() * history.intervalSeconds() * history.rmsOffsetSeconds() / size
                : SLEW_SECONDS;
        double within = Math.max(Math.max(SLEW_SECONDS, leisureSeconds), Math.max(wanted, size / fastest));
        return new ClockCommand.Steer(base, amount, Span.ofSeconds(Math.min(within, LONGEST_SLEW_SECONDS)));
    }
}
