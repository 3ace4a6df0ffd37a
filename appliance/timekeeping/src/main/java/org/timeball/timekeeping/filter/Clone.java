package org.timeball.timekeeping.filter;

/// One hypothesis of what happened at one sample that the noise does not explain, followed on its own.
///
/// @param kind what happened
/// @param belief in seconds
/// @param wander2 squared density of the rate's random walk
/// @param logOdds against nothing having happened
/// @param age samples that it accepted
record Clone(Kind kind, Belief belief, double wander2, double logOdds, int age) {
    /// A rate jump is expected to be of this size: 1 ppm.
    private static final double RATE_JUMP = 1e-6;

    /// What may have happened. The odds a sample are small beforehand: a false alarm costs more than a late one.
    enum Kind {
        /// The oscillator's rate jumped.
        RATE(1e-5, 2, 1),
        /// The source's phase jumped.
        PHASE(1e-6, 4, 1),
        /// The source became 5 times as noisy.
        NOISE_5(1e-6, 4, 25),
        /// The source became 20 times as noisy.
        NOISE_20(1e-6, 4, 400);

        private final double logHazard;
        private final int ripe;
        private final double noiseFactor;

        Kind(double hazard, int ripe, double noiseFactor) {
            logHazard = Math.log(hazard);
            this.ripe = ripe;
            this.noiseFactor = noiseFactor;
        }

        /// By which the variance of a sample grew.
        double noiseFactor() {
            return noiseFactor;
        }

        boolean isNoise() {
            return noiseFactor > 1;
        }
    }

    /// A rate that jumped somewhere since the sample before.
    static Clone ofRateJump(Trial trial) {
        double v = RATE_JUMP * RATE_JUMP;
        double dt = trial.dt();
        return new Clone(Kind.RATE, trial.predicted().widened(v * dt * dt, v * dt, v), trial.wander2(),
                Kind.RATE.logHazard, 0);
    }

    /// A phase that is now where the sample says: the limit of a boundless phase jump, with the sample already in it.
    static Clone ofPhaseJump(Trial trial) {
        Belief from = trial.predicted();
        Belief there = new Belief(trial.sample(), from.rate(), trial.noise(), 0, from.rateVariance());
        double density = OutlierRule.logOutlier(trial.innovation(), trial.variance());
        return new Clone(Kind.PHASE, there, trial.wander2(),
                Kind.PHASE.logHazard + density - trial.judgement().logDensity(), 1);
    }

    static Clone ofNoise(Kind kind, Trial trial) {
        return new Clone(kind, trial.predicted(), trial.wander2(), kind.logHazard, 0);
    }

    Clone after(double dt) {
        return new Clone(kind, belief.after(dt, wander2), wander2, logOdds, age);
    }

    /// The hypothesis after a sample.
    Clone judged(Trial trial) {
        double nu = trial.sample() - belief.offset();
        double r = trial.noise() * kind.noiseFactor;
        OutlierRule.Judgement judgement = trial.rule().judge(nu, belief.offsetVariance() + r);
        double odds = logOdds + judgement.logDensity() - trial.judgement().logDensity();
        return judgement.belongs()
                ? new Clone(kind, belief.updated(nu, r), wander2, odds, age + 1)
                : new Clone(kind, belief, wander2, odds, age);
    }

    Clone with(double newLogOdds) {
        return new Clone(kind, belief, wander2, newLogOdds, age);
    }

    /// Whether enough samples agreed to be believed. One never is: a lone outlier moves nothing.
    boolean isRipe() {
        return age >= kind.ripe;
    }

    double odds() {
        return Math.exp(logOdds);
    }
}
