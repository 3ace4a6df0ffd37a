package org.timeball.timekeeping.filter;

/// Tells samples that belong to the noise from those that do not, by which is likelier.
///
/// An outlier may be of any size, so its density is uniform in the logarithm of its size (over 20 e-folds, both signs):
/// with any density that has a scale of its own, a lone outlier far beyond that scale can only be a jump of the clock,
/// and is followed. How common outliers are is learned.
///
/// @param judged forgetting count of samples
/// @param outliers forgetting count of outliers
record OutlierRule(double judged, double outliers) {
    private static final double KEEP = Math.exp(-1 / 4000.0);
    private static final double LOG_WIDTH = Math.log(40);
    /// Beyond this share a source is not noisy but wrong, and good samples must still find their way in.
    private static final double MOST_COMMON = 0.1;
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    static final OutlierRule FRESH = new OutlierRule(0, 0);

    /// The expected share of outliers; 1e-4 to begin with.
    double share() {
        return Math.min(MOST_COMMON, (outliers + 0.01) / (judged + 110));
    }

    /// Logarithm of the density of an innovation if it is noise: Student's, since the variance was learned.
    ///
    /// @param learnedFrom number of innovations; Stirling's series gives the constant
    static double logNoise(double innovation, double variance, double learnedFrom) {
        double n = Math.max(1, learnedFrom);
        return -((n + 1) * Math.log1p(innovation * innovation / (variance * n)) + LOG_TWO_PI + 1 / (2 * n)
                + Math.log(variance)) / 2;
    }

    /// Logarithm of the density of an innovation if it is not.
    static double logOutlier(double innovation, double variance) {
        return -LOG_WIDTH - Math.log(Math.max(Math.abs(innovation), 3 * Math.sqrt(variance)));
    }

    /// @param learnedFrom number of innovations that the variance was learned from
    /// @param logOutlier logarithm of the sample's density if it is an outlier
    Judgement judge(double innovation, double variance, double learnedFrom, double logOutlier) {
        double share = share();
        double noise = Math.log1p(-share) + logNoise(innovation, variance, learnedFrom);
        double outlier = Math.log(share) + logOutlier;
        double high = Math.max(noise, outlier);
        double apart = Math.abs(noise - outlier);
        return new Judgement(noise > outlier, apart > 40 ? high : high + Math.log1p(Math.exp(-apart)));
    }

    OutlierRule counting(boolean outlier) {
        return new OutlierRule(judged * KEEP + 1, outliers * KEEP + (outlier ? 1 : 0));
    }

    /// @param belongs whether noise is the likelier explanation
    /// @param logDensity of the innovation, both explanations together
    record Judgement(boolean belongs, double logDensity) {
    }
}
