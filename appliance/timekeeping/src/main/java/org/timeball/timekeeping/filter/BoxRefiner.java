package org.timeball.timekeeping.filter;

/// A second filter for network paths, which takes the error of a sample as uniform within what its delay allows, where
/// the [ModelBank] takes it as Gaussian of the same variance.
///
/// Each sample cuts away what its delay excludes; the cut belief is replaced by the Gaussian of its mean and variance.
/// Worth a quarter of the error on a path of exponential waits. Its estimate counts only while it foretells the samples
/// better than the bank does.
///
/// @param belief in seconds
/// @param evidence forgetting sum of the logarithms of the samples' densities
/// @param mainEvidence the same by the main filter
record BoxRefiner(Belief belief, double evidence, double mainEvidence) {
    private static final double KEEP = Math.exp(-1 / 500.0);
    /// The lead in evidence from which it counts.
    private static final double BETTER = 2;
    /// A sample to which the belief gives less than this is outside the box.
    private static final double OUTSIDE = 1e-6;
    /// The least variance left by a sample, as a share of the sample's own: the box's edge is only estimated.
    private static final double EDGE = 0.015;
    /// How a sample from outside is used: the share of its squared distance by which the doubt grows, and how many
    /// times the belief's own variance is added to the sample's.
    private static final double DOUBT = 0.1;
    private static final double RESERVE = 9;

    static BoxRefiner from(Belief belief) {
        return new BoxRefiner(belief, 0, 0);
    }

    /// The refiner after a sample that the main filter took in.
    ///
    /// @param halfWidth of the box about the sample, seconds
    BoxRefiner after(Trial trial, double halfWidth) {
        Belief from = trial.carried(belief, trial.wander2());
        double sigma = Math.sqrt(from.offsetVariance());
        double nu = trial.sample() - from.offset();
        double low = (nu - halfWidth) / sigma;
        double high = (nu + halfWidth) / sigma;
        double inside = NormalDistribution.cumulative(high) - NormalDistribution.cumulative(low);
        double main = mainEvidence * KEEP + trial.judgement().logDensity();
        double sampleVariance = halfWidth * halfWidth / 3;
        if (!(inside > OUTSIDE)) {
            Belief pulled = from.updated(nu, sampleVariance + RESERVE * from.offsetVariance());
            return new BoxRefiner(pulled.widened(DOUBT * nu * nu, 0, 0),
                    evidence * KEEP + Math.log(OUTSIDE / (2 * halfWidth)), main);
        }
        double atLow = NormalDistribution.density(low);
        double atHigh = NormalDistribution.density(high);
        double shift = (atLow - atHigh) / inside;
        double variance = from.offsetVariance() * (1 + (low * atLow - high * atHigh) / inside - shift * shift);
        double least = Math.min(EDGE * sampleVariance, from.offsetVariance());
        return new BoxRefiner(from.pinned(sigma * shift, Math.max(variance, least)),
                evidence * KEEP + Math.log(inside / (2 * halfWidth)), main);
    }

    /// The refiner after a sample that the main filter refused.
    BoxRefiner without(Trial trial) {
        return new BoxRefiner(trial.carried(belief, trial.wander2()), evidence, mainEvidence);
    }

    boolean isBetter() {
        return evidence > mainEvidence + BETTER;
    }
}
