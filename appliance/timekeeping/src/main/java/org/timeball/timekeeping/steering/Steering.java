package org.timeball.timekeeping.steering;

import java.util.List;
import org.timeball.timekeeping.combination.Reckoning;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// Turns a reckoning into clock commands.
///
/// The rate is corrected by the whole estimate at once: estimation is the filter's work, and because the filter sees
/// the free-running clock, no loop can ring. The offset is slewed away within a second; half of it when it lies inside
/// the estimate's own noise, since all of it would only pass that noise on to the clock.
public final class Steering {
    private static final Span SLEW_TIME = Span.ofSeconds(1);
    private static final double NOISY_GAIN = 0.5;
    private static final double BELIEVED_SIGMAS = 3;
    private static final double JUMP_SUSPECTED = 0.1;
    /// Oscillators of this kind are within some 100 ppm of their name; a rate estimate is believed beyond that only as
    /// far as its own variance allows. Without it two samples of a jittery source would throw the rate about.
    private static final double PRIOR_RATE_SIGMA = 200e-6;

    private Steering() {
    }

    /// @param at a reading of the system clock now
    /// @param update which clock update since the start this is, from 1
    public static List<ClockCommand> correct(Reckoning reckoning, CorrectionLedger ledger, SystemInstant at,
            SteeringSettings settings, long update) {
        Span offset = reckoning.offsetAt(ledger.free(at)).plus(ledger.correctionAt(at));
        Frequency base = baseRate(reckoning);
        boolean mayStep = settings.stepLimit() < 0 || update <= settings.stepLimit();
        if (mayStep && Math.abs(offset.seconds()) > settings.stepThresholdSeconds()) {
            return List.of(new ClockCommand.Step(offset.negated()),
                    new ClockCommand.Steer(base, Span.ZERO, SLEW_TIME));
        }
        return List.of(new ClockCommand.Steer(base, slew(offset, reckoning, settings), SLEW_TIME));
    }

    private static Span slew(Span offset, Reckoning reckoning, SteeringSettings settings) {
        double seconds = offset.seconds();
        boolean believed = reckoning.jumpOdds() > JUMP_SUSPECTED
                || Math.abs(seconds) > BELIEVED_SIGMAS * reckoning.offsetSigmaSeconds();
        double wanted = -seconds * (believed ? 1 : NOISY_GAIN);
        double most = settings.maxSlewRate() * SLEW_TIME.seconds();
        return Span.ofSeconds(Math.clamp(wanted, -most, most));
    }

    private static Frequency baseRate(Reckoning reckoning) {
        double prior = PRIOR_RATE_SIGMA * PRIOR_RATE_SIGMA;
        double shrink = prior / (prior + reckoning.rateSigma() * reckoning.rateSigma());
        // Both rates count per second of the free-running clock, so one simply undoes the other.
        return new Frequency(-reckoning.rate() * shrink);
    }
}
