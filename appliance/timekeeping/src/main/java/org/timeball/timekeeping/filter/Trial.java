package org.timeball.timekeeping.filter;

/// One sample, and what the main filter makes of it before taking it in.
///
/// @param dt seconds since the sample before
/// @param warmOffset what the temperature did to the offset meanwhile, beyond the rate's former value, seconds
/// @param warmRate what it did to the rate
/// @param sample measured offset, seconds
/// @param predicted what the main filter believed it would be
/// @param wander2 squared density of the rate's random walk
/// @param noise variance of the sample, s^2
/// @param learnedFrom number of innovations that the noise was learned from
/// @param rule how common outliers are
/// @param logOutlier logarithm of the sample's density if it is an outlier; the same for all hypotheses, so that none
///            is favoured for lying nearer to what it cannot explain
/// @param judgement whether the sample belongs to the noise
record Trial(double dt, double warmOffset, double warmRate, double sample, Belief predicted, double wander2,
        double noise, double learnedFrom, OutlierRule rule,
        double logOutlier, OutlierRule.Judgement judgement) {
    /// Beyond this many squared sigmas something may have happened, outlier or not.
    private static final double SUSPICIOUS = 25;

    static Trial of(double dt, Heat heat, double sample, ModelBank predicted, double[] noise, OutlierRule rule) {
        Belief belief = predicted.bestBelief();
        double r = predicted.bestNoise(noise) * predicted.bestScale();
        double innovation = sample - belief.offset();
        double variance = belief.offsetVariance() + r;
        double outlier = OutlierRule.logOutlier(innovation, variance);
        double c = predicted.coefficient().perDegree();
        return new Trial(dt, c * heat.excess(), c * heat.change(), sample, belief, predicted.bestWander2(), r,
                predicted.learned(), rule, outlier,
                rule.judge(innovation, variance, predicted.learned(), outlier));
    }

    double innovation() {
        return sample - predicted.offset();
    }

    /// Variance of the innovation, s^2.
    double variance() {
        return predicted.offsetVariance() + noise;
    }

    double sigmas() {
        return innovation() / Math.sqrt(variance());
    }

    boolean belongs() {
        return judgement.belongs();
    }

    boolean isSuspicious() {
        return !belongs() || sigmas() * sigmas() > SUSPICIOUS;
    }

    /// What another believed at the sample before, carried on to this one.
    Belief carried(Belief before, double othersWander2) {
        return before.after(dt, othersWander2).moved(warmOffset, warmRate);
    }
}
