package org.timeball.timekeeping.filter;

/// Kalman filters of offset and rate, one for each supposed ratio of rate noise to sample noise, weighted by how well
/// each foretold the samples.
///
/// The scale is concentrated out: each model keeps its covariance in units of the unknown variance R of one sample, and
/// its best R is the mean of its squared innovations in those units. What is left of the likelihood is then a number a
/// model. The ratio r is wander / sqrt(R), in 1/(s sqrt(s)); the grid spans 1e-7 to 0.84 in half octaves, which covers a
/// rubidium behind an NMEA sentence and a bare crystal behind a nanosecond pulse.
///
/// A bank may carry several grids, each with its own idea of how the noise of one sample depends on its delay (see
/// [DelayModel]); the likelihood chooses among them too. Immutable: arrays are written only before they are published.
final class ModelBank {
    private static final int RATIOS = 47;
    private static final double LOWEST_RATIO = 1e-7;
    private static final double[] DENSITIES = densities();
    /// Memory of the learning, in samples; 1000 to a million makes less than 1 % of difference.
    private static final double KEEP = Math.exp(-1 / 4000.0);
    /// After a change of scale the old statistics count for no more than this many samples.
    private static final double STATISTICS_KEPT = 16;
    /// An innovation counts as at most this many variances when the scale is learned.
    static final double CLIP = 16;
    private static final double NEGLIGIBLE = 1e-9;

    private final double[] offset;
    private final double[] rate;
    private final double[] p11;
    private final double[] p12;
    private final double[] p22;
    /// Forgetting sum of squared innovations over their variance in units of R.
    private final double[] misfit;
    /// Forgetting sum of the logarithms of those variances.
    private final double[] volume;
    private final double[] weight;
    /// Forgetting count of innovations in those sums; the same for all models.
    private final double learned;
    /// R is never taken below what the resolution of the readings alone causes, s^2.
    private final double floor;
    private final int best;

    private ModelBank(double[][] state, double[] misfit, double[] volume, double learned, double floor) {
        offset = state[0];
        rate = state[1];
        p11 = state[2];
        p12 = state[3];
        p22 = state[4];
        this.misfit = misfit;
        this.volume = volume;
        this.learned = learned;
        this.floor = floor;
        weight = new double[offset.length];
        best = weigh();
    }

    /// The bank with the same weights and another state.
    private ModelBank(ModelBank from, double[][] state) {
        offset = state[0];
        rate = state[1];
        p11 = state[2];
        p12 = state[3];
        p22 = state[4];
        misfit = from.misfit;
        volume = from.volume;
        learned = from.learned;
        floor = from.floor;
        weight = from.weight;
        best = from.best;
    }

    /// A bank from two samples: a line through them.
    ///
    /// @param noise variance of either sample in units of R, an entry a grid
    static ModelBank through(double first, double second, double dt, double[] noise, double quantum) {
        int models = RATIOS * noise.length;
        double[][] state = new double[5][models];
        for (int i = 0; i < models; i++) {
            double g = noise[i / RATIOS];
            state[0][i] = second;
            state[1][i] = (second - first) / dt;
            state[2][i] = g;
            state[3][i] = g / dt;
            state[4][i] = 2 * g / (dt * dt) + density(i) * dt;
        }
        double step = Math.max(quantum, Math.ulp(second));
        return new ModelBank(state, new double[models], new double[models], 0, step * step / 12);
    }

    /// Squared ratio of model `i`.
    private static double density(int i) {
        return DENSITIES[i % RATIOS];
    }

    private static double[] densities() {
        double[] densities = new double[RATIOS];
        for (int i = 0; i < RATIOS; i++) {
            densities[i] = LOWEST_RATIO * LOWEST_RATIO * Math.scalb(1.0, i);
        }
        return densities;
    }

    private double scale(int i) {
        return learned > 0 ? Math.max(misfit[i] / learned, floor) : floor;
    }

    private int weigh() {
        int top = 0;
        for (int i = 0; i < weight.length; i++) {
            weight[i] = -(volume[i] + learned * Math.log(scale(i))) / 2;
            if (weight[i] > weight[top]) {
                top = i;
            }
        }
        double highest = weight[top];
        double sum = 0;
        for (int i = 0; i < weight.length; i++) {
            weight[i] = Math.exp(weight[i] - highest);
            sum += weight[i];
        }
        for (int i = 0; i < weight.length; i++) {
            weight[i] /= sum;
        }
        return top;
    }

    /// The bank `dt` seconds later.
    ModelBank after(double dt) {
        double[][] state = {offset.clone(), rate, p11.clone(), p12.clone(), p22.clone()};
        for (int i = 0; i < offset.length; i++) {
            double q = density(i) * dt;
            state[0][i] += rate[i] * dt;
            state[2][i] = Belief.growth(p11[i], p12[i], p22[i], dt) + q * dt * dt / 3;
            state[3][i] += p22[i] * dt + q * dt / 2;
            state[4][i] += q;
        }
        return new ModelBank(this, state);
    }

    /// The bank after a sample.
    ///
    /// @param noise variance of the sample in units of R, an entry a grid
    /// @param inflation factor on the innovation's variance, 1 for an ordinary sample
    /// @param clipped whether the learning may trust its present scale to clip by
    ModelBank updated(double sample, double[] noise, double inflation, boolean clipped) {
        int models = offset.length;
        double[][] state = {offset.clone(), rate.clone(), p11.clone(), p12.clone(), p22.clone()};
        double[] nextMisfit = misfit.clone();
        double[] nextVolume = volume.clone();
        for (int i = 0; i < models; i++) {
            double nu = sample - offset[i];
            double s = p11[i] + noise[i / RATIOS];
            double e = nu * nu / s;
            if (clipped) {
                e = Math.min(e, CLIP * scale(i));
            }
            nextMisfit[i] = nextMisfit[i] * KEEP + e;
            nextVolume[i] = nextVolume[i] * KEEP + Math.log(s);
            double total = s * inflation;
            double left = (noise[i / RATIOS] * inflation + p11[i] * (inflation - 1)) / total;
            double gain = p12[i] / total;
            state[0][i] += p11[i] / total * nu;
            state[1][i] += gain * nu;
            state[2][i] *= left;
            state[3][i] *= left;
            state[4][i] = Belief.notBelow(p22[i] - gain * p12[i], state[2][i], state[3][i]);
        }
        return new ModelBank(state, nextMisfit, nextVolume, learned * KEEP + 1, floor);
    }

    /// The same states with sample noise held to be `factor` times what was learned (a variance), soon to be learned
    /// anew.
    ///
    /// @param keepDoubt whether the present doubt of the states stays as it is in seconds; otherwise it scales too
    ModelBank rescaled(double factor, boolean keepDoubt) {
        double kept = Math.min(learned, STATISTICS_KEPT);
        double[][] state = {offset, rate, p11.clone(), p12.clone(), p22.clone()};
        double[] nextMisfit = new double[offset.length];
        double[] nextVolume = new double[offset.length];
        for (int i = 0; i < offset.length; i++) {
            nextMisfit[i] = kept * scale(i) * factor;
            nextVolume[i] = volume[i] * (kept / learned);
            if (keepDoubt) {
                state[2][i] /= factor;
                state[3][i] /= factor;
                state[4][i] /= factor;
            }
        }
        return new ModelBank(state, nextMisfit, nextVolume, kept, floor);
    }

    /// All models with this state, and the noise as learned.
    ModelBank restarted(Belief belief) {
        double[][] state = new double[5][offset.length];
        for (int i = 0; i < offset.length; i++) {
            double r = scale(i);
            state[0][i] = belief.offset();
            state[1][i] = belief.rate();
            state[2][i] = belief.offsetVariance() / r;
            state[3][i] = belief.covariance() / r;
            state[4][i] = belief.rateVariance() / r;
        }
        return new ModelBank(this, state);
    }

    /// The belief of the most likely model alone.
    Belief bestBelief() {
        return belief(best);
    }

    private Belief belief(int i) {
        double r = scale(i);
        return new Belief(offset[i], rate[i], p11[i] * r, p12[i] * r, p22[i] * r);
    }

    /// The most likely model's variance of a sample of noise 1, s^2.
    double bestScale() {
        return scale(best);
    }

    /// The least variance that a sample can have, by the resolution of the readings alone, s^2.
    double leastScale() {
        return floor;
    }

    /// The most likely model's squared density of the rate's random walk.
    double bestWander2() {
        return density(best) * scale(best);
    }

    /// Which of the grids' noises the most likely model goes by.
    double bestNoise(double[] noise) {
        return noise[best / RATIOS];
    }

    /// All models' belief in one.
    Belief belief() {
        Mixture mixture = new Mixture();
        for (int i = 0; i < offset.length; i++) {
            if (weight[i] > NEGLIGIBLE) {
                mixture.add(weight[i], belief(i));
            }
        }
        return mixture.collapsed();
    }

    /// Mean over all models of R, s^2.
    double noise2() {
        double sum = 0;
        for (int i = 0; i < offset.length; i++) {
            sum += weight[i] * scale(i);
        }
        return sum;
    }

    /// Mean over all models of the squared density of the rate's random walk.
    double wander2() {
        double sum = 0;
        for (int i = 0; i < offset.length; i++) {
            sum += weight[i] * density(i) * scale(i);
        }
        return sum;
    }

    /// How many innovations the noise was learned from; old ones count for less.
    double learned() {
        return learned;
    }
}
