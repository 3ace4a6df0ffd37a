package org.timeball.timekeeping.filter;

/// One hypothesis of what happened at one sample that the noise does not explain, followed on its own.
///
/// @param kind what happened
/// @param belief in seconds
/// @param wander2 squared density of the rate's random walk
/// @param logOdds against nothing having happened
/// @param age samples that it accepted
/// @param heard samples since, accepted or not
record Clone(Kind kind, Belief belief, double wander2, double logOdds, int age, int heard) {
    /// What calls more than this share of the samples outliers explains nothing.
    private static final double EXPLAINED = 0.7;
    private static final int TRIED = 8;

    /// What may have happened. The odds a sample are small beforehand: a false alarm costs more than a late one.
    enum Kind {
        /// The oscillator's rate jumped, by some 1 ppm.
        RATE(1e-5, 2, 1, 1e-6),
        /// The rate jumped by far more: somebody else steers the clock too.
        LARGE_RATE(1e-6, 2, 1, 1e-4),
        /// The source's phase jumped.
        PHASE(1e-6, 4, 1, 0),
        /// The source became 5 times as noisy.
        NOISE_5(1e-6, 4, 25, 0),
        /// The source became 20 times as noisy.
        NOISE_20(1e-6, 4, 400, 0),
        /// It became 20 times as noisy, and the rate is not what was believed: as when the first samples of the new
        /// noise looked like a rate jump.
        UPSET(1e-7, 4, 400, 1e-6);

        private final double logHazard;
        private final int ripe;
        private final double noiseFactor;
        private final double rateJump;

        Kind(double hazard, int ripe, double noiseFactor, double rateJump) {
            logHazard = Math.log(hazard);
            this.ripe = ripe;
            this.noiseFactor = noiseFactor;
            this.rateJump = rateJump;
        }

        /// By which the variance of a sample grew.
        double noiseFactor() {
            return noiseFactor;
        }

        boolean isNoise() {
            return noiseFactor > 1;
        }
    }

    /// A rate or a noise that changed since the sample before; the sample is still to be judged.
    static Clone of(Kind kind, Trial trial) {
        double v = kind.rateJump * kind.rateJump;
        double dt = trial.dt();
        return new Clone(kind, trial.predicted().widened(v * dt * dt, v * dt, v), trial.wander2(), kind.logHazard, 0,
                0);
    }

    /// A phase that is now where the sample says: the limit of a boundless phase jump, with the sample already in it.
    static Clone ofPhaseJump(Trial trial) {
        Belief from = trial.predicted();
        Belief there = new Belief(trial.sample(), from.rate(), trial.noise(), 0, from.rateVariance());
        return new Clone(Kind.PHASE, there, trial.wander2(),
                Kind.PHASE.logHazard + trial.logOutlier() - trial.judgement().logDensity(), 1, 1);
    }

    /// The hypothesis at the next sample, before judging it.
    Clone before(Trial trial) {
        return new Clone(kind, trial.carried(belief, wander2), wander2, logOdds, age, heard);
    }

    /// The hypothesis after a sample.
    Clone judged(Trial trial) {
        double nu = trial.sample() - belief.offset();
        double r = trial.noise() * kind.noiseFactor;
        OutlierRule.Judgement judgement = trial.rule().judge(nu, belief.offsetVariance() + r, trial.learnedFrom(),
                trial.logOutlier());
        double odds = logOdds + judgement.logDensity() - trial.judgement().logDensity();
        return judgement.belongs()
                ? new Clone(kind, belief.updated(nu, r), wander2, odds, age + 1, heard + 1)
                : new Clone(kind, belief, wander2, odds, age, heard + 1);
    }

    Clone with(double newLogOdds) {
        return new Clone(kind, belief, wander2, newLogOdds, age, heard);
    }

    /// Whether enough samples agreed, and few did not, to be believed. One never is: a lone outlier moves nothing.
    boolean isRipe() {
        return age >= kind.ripe && age > EXPLAINED * heard;
    }

    /// Whether it has had its time and explained too little.
    boolean isRefuted() {
        return heard >= TRIED && age <= EXPLAINED * heard;
    }

    double odds() {
        return Math.exp(logOdds);
    }
}
