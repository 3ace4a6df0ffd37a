package org.timeball.timekeeping.polling;

import org.timeball.timekeeping.filter.Estimate;

/// The time between two exchanges with a server: 2^exponent seconds, as NTP counts it, made longer while that costs
/// nothing.
///
/// While the clock is foretold over twice the interval better than one sample would tell, samples are too frequent;
/// when it is foretold worse over the interval itself than one sample tells, or its rate has jumped, they are too rare.
/// Four exchanges in agreement change the interval; real trouble does at once.
///
/// @param exponent of 2, in seconds
/// @param least it may become, -7 or more
/// @param most it may become, 24 or less
/// @param score leaning: 1 makes the interval longer, -1 shorter
public record PollInterval(int exponent, int least, int most, double score) {
    /// Of the deviation of one sample: below it the next sample would hardly be news.
    private static final double FORETOLD = 0.71;
    private static final double JUMP_SUSPECTED = 0.1;
    private static final double LEANING = 0.25;

    public PollInterval {
        if (least < -7 || most > 24 || least > most) {
            throw new IllegalArgumentException(
                    "poll intervals from 2^" + least + " to 2^" + most
                            + " s; they must lie in order from 2^-7 to 2^24");
        }
        if (exponent < least || exponent > most) {
            throw new IllegalArgumentException("poll interval 2^" + exponent + " s is not in its own range");
        }
    }

    /// The interval to begin with: the shortest.
    public static PollInterval start(int least, int most) {
        return new PollInterval(least, least, most, 0);
    }

    public double seconds() {
        return Math.scalb(1.0, exponent);
    }

    /// The interval after an exchange.
    ///
    /// @param estimate what is believed with that exchange taken in
    public PollInterval after(Estimate estimate) {
        double now = estimate.timeSeconds();
        double soon = Math.sqrt(estimate.offsetVarianceAt(now + seconds()));
        double later = Math.sqrt(estimate.offsetVarianceAt(now + 2 * seconds()));
        double sample = estimate.jitterSeconds();
        double leaning = soon > sample || estimate.jumpOdds() > JUMP_SUSPECTED
                ? -1
                : score + (later < FORETOLD * sample ? LEANING : -LEANING);
        if (leaning >= 1) {
            return new PollInterval(Math.min(exponent + 1, most), least, most, 0);
        }
        if (leaning <= -1) {
            return new PollInterval(Math.max(exponent - 1, least), least, most, 0);
        }
        return new PollInterval(exponent, least, most, leaning);
    }
}
