package org.timeball.ntp.client;

import org.timeball.ntp.client.NtpSourceOptions.Polling;

/// The poll interval of one source: 2^exponent seconds, longer while the estimate rests on more samples than it needs,
/// shorter while on fewer.
///
/// A score collects what each measurement says; as it passes 1 or falls below 0 the interval is doubled or halved.
final class PollRate {
    /// Leaning for each request that nothing came back for.
    private static final double UNANSWERED = 0.25;
    /// The same for a source that the clock follows.
    private static final double UNANSWERED_FOLLOWED = 0.1;
    /// Fewer samples than the target make the interval shorter faster than more make it longer.
    private static final double HASTE = 2;

    private Polling limits;
    private int exponent;
    private double score;

    PollRate(Polling limits) {
        this.limits = limits;
        exponent = limits.min();
    }

    int exponent() {
        return exponent;
    }

    /// From 0 to 1; printed in the logs.
    double score() {
        return score;
    }

    void limits(Polling next) {
        limits = next;
        exponent = Math.clamp(exponent, next.min(), next.max());
    }

    /// Starts from the shortest interval again.
    void restart() {
        exponent = limits.min();
        score = 0;
    }

    /// After a measurement.
    ///
    /// @param samples that the estimate rests on
    /// @param surpriseSeconds offset measured minus offset expected
    /// @param distanceSeconds how far off a measurement over this path may be (half of its delay and its dispersion)
    void measured(int samples, double surpriseSeconds, double distanceSeconds) {
        double surprise = Math.abs(surpriseSeconds);
        if (surprise > distanceSeconds && distanceSeconds > 0) {
            lean(-Math.log(surprise / distanceSeconds) / Math.log(2));
            return;
        }
        double leaning = ((double) samples / limits.target() - 1) / limits.target();
        lean(leaning < 0 ? HASTE * leaning : leaning);
    }

    void unanswered(boolean followed) {
        lean(followed ? UNANSWERED_FOLLOWED : UNANSWERED);
    }

    private void lean(double by) {
        score += by;
        int whole = (int) Math.floor(score);
        exponent += whole;
        score -= whole;
        if (exponent < limits.min()) {
            exponent = limits.min();
            score = 0;
        } else if (exponent > limits.max()) {
            exponent = limits.max();
            score = 1;
        }
    }
}
