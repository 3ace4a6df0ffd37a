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
/// [DelayModel]); the likelihood chooses among them too.
///
/// The rate may also depend on a temperature by an unknown constant coefficient c. Each model carries how its state
/// would differ for c = 1, by the same gains; innovations regressed on that difference give c, by least squares, and
/// its doubt (P. de Jong, "The diffuse Kalman filter", Annals of Statistics 19, 1991). Without a thermometer the
/// difference stays 0. Immutable: arrays are written only before they are published.
final class ModelBank {
    private static final int RATIOS = 47;
    private static final double LOWEST_RATIO = 1e-7;
    private static final double[] DENSITIES = densities();
    /// Memory of the learning, in samples. The estimate cares little; but an oscillator's wander shows only every few
    /// minutes, and a holdover's bound is as good as what is known of it.
    private static final double KEEP = Math.exp(-1 / 20_000.0);
    /// After a change of scale the old statistics count for no more than this many samples.
    private static final double STATISTICS_KEPT = 16;
    /// An innovation counts as at most this many variances when the scale is learned.
    static final double CLIP = 16;
    private static final double NEGLIGIBLE = 1e-9;
    /// What is known of a temperature coefficient beforehand: its standard deviation, 1/degree. Crystals that are worth
    /// it have 1e-9 to 1e-7.
    private static final double COEFFICIENT_SIGMA = 1e-7;
    /// Memory of the coefficient: a day of samples.
    private static final double KEEP_COEFFICIENT = Math.exp(-1 / 86_400.0);

    private final double[] offset;
    private final double[] rate;
    private final double[] p11;
    private final double[] p12;
    private final double[] p22;
    /// By how much more offset and rate would be for each unit of c.
    private final double[] warmOffset;
    private final double[] warmRate;
    /// Forgetting sum of squared innovations over their variance in units of R.
    private final double[] misfit;
    /// Forgetting sum of the logarithms of those variances.
    private final double[] volume;
    /// Forgetting sums over the samples of the difference that c makes to the innovation: squared, and times the
    /// innovation; both over the innovation's variance in units of R.
    private final double[] warmPower;
    private final double[] warmProduct;
    private final double[] weight;
    /// Forgetting count of innovations in those sums; the same for all models.
    private final double learned;
    /// R is never taken below what the resolution of the readings alone causes, s^2.
    private final double floor;
    private final Memory memory;
    /// Seconds since the sample before; tells which ratios the memory allows.
    private final double spacing;
    private final int best;
    private final Coefficient coefficient;

    /// @param state offset, rate, P11, P12, P22, and what c makes of offset and rate
    /// @param sums misfit, volume, and the two sums for c
    private ModelBank(double[][] state, double[][] sums, double learned, double floor, Memory memory, double spacing) {
        offset = state[0];
        rate = state[1];
        p11 = state[2];
        p12 = state[3];
        p22 = state[4];
        warmOffset = state[5];
        warmRate = state[6];
        misfit = sums[0];
        volume = sums[1];
        warmPower = sums[2];
        warmProduct = sums[3];
        this.learned = learned;
        this.floor = floor;
        this.memory = memory;
        this.spacing = spacing;
        weight = new double[offset.length];
        best = weigh();
        coefficient = meanCoefficient();
    }

    /// The bank with the same weights and another state.
    private ModelBank(ModelBank from, double[][] state, double spacing) {
        offset = state[0];
        rate = state[1];
        p11 = state[2];
        p12 = state[3];
        p22 = state[4];
        warmOffset = state[5];
        warmRate = state[6];
        misfit = from.misfit;
        volume = from.volume;
        warmPower = from.warmPower;
        warmProduct = from.warmProduct;
        learned = from.learned;
        floor = from.floor;
        memory = from.memory;
        this.spacing = spacing;
        weight = from.weight;
        best = from.best;
        coefficient = from.coefficient;
    }

    /// A bank from two samples: a line through them.
    ///
    /// @param noise variance of either sample in units of R, an entry a grid
    static ModelBank through(double first, double second, double dt, double[] noise, double quantum, Memory memory) {
        int models = RATIOS * noise.length;
        double[][] state = new double[7][models];
        for (int i = 0; i < models; i++) {
            double g = noise[i / RATIOS];
            state[0][i] = second;
            state[1][i] = (second - first) / dt;
            state[2][i] = g;
            state[3][i] = g / dt;
            state[4][i] = 2 * g / (dt * dt) + density(i) * dt;
        }
        double step = Math.max(quantum, Math.ulp(second));
        return new ModelBank(state, new double[4][models], 0, step * step / 12, memory, dt);
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
        int top = -1;
        double least = Math.min(memory.leastDensity(spacing), DENSITIES[RATIOS - 1]);
        double most = Math.max(memory.mostDensity(spacing), DENSITIES[0]);
        for (int i = 0; i < weight.length; i++) {
            // The grid goes in factors of 2: even where the limits are one, there is a model between them.
            boolean allowed = density(i) >= least && density(i) < 2 * most;
            weight[i] = allowed
                    ? -(volume[i] + learned * Math.log(scale(i))) / 2
                    : Double.NEGATIVE_INFINITY;
            if (top < 0 || weight[i] > weight[top]) {
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
    ModelBank after(double dt, Heat heat) {
        double[][] state = {offset.clone(), rate, p11.clone(), p12.clone(), p22.clone(), warmOffset.clone(),
                warmRate.clone()};
        for (int i = 0; i < offset.length; i++) {
            double q = density(i) * dt;
            state[0][i] += rate[i] * dt;
            state[2][i] = Belief.growth(p11[i], p12[i], p22[i], dt) + q * dt * dt / 3;
            state[3][i] += p22[i] * dt + q * dt / 2;
            state[4][i] += q;
            state[5][i] += warmRate[i] * dt + heat.excess();
            state[6][i] += heat.change();
        }
        return new ModelBank(this, state, dt);
    }

    /// The bank after a sample.
    ///
    /// @param noise variance of the sample in units of R, an entry a grid
    /// @param inflation factor on the innovation's variance, 1 for an ordinary sample
    /// @param clipped whether the learning may trust its present scale to clip by
    ModelBank updated(double sample, double[] noise, double inflation, boolean clipped) {
        double[][] state = {offset.clone(), rate.clone(), p11.clone(), p12.clone(), p22.clone(), warmOffset.clone(),
                warmRate.clone()};
        double[][] sums = {misfit.clone(), volume.clone(), warmPower.clone(), warmProduct.clone()};
        for (int i = 0; i < offset.length; i++) {
            double nu = sample - offset[i];
            double s = p11[i] + noise[i / RATIOS];
            double warm = warmOffset[i];
            learn(i, sums, nu - coefficient(i) * warm, s + warm * warm / warmInformation(i), clipped);
            double total = s * inflation;
            sums[2][i] = sums[2][i] * KEEP_COEFFICIENT + warm * warm / total;
            sums[3][i] = sums[3][i] * KEEP_COEFFICIENT + warm * nu / total;
            double left = (noise[i / RATIOS] * inflation + p11[i] * (inflation - 1)) / total;
            double gain = p12[i] / total;
            state[0][i] += p11[i] / total * nu;
            state[1][i] += gain * nu;
            state[2][i] *= left;
            state[3][i] *= left;
            state[4][i] = Belief.notBelow(p22[i] - gain * p12[i], state[2][i], state[3][i]);
            state[5][i] *= left;
            state[6][i] -= gain * warm;
        }
        return new ModelBank(state, sums, learned * KEEP + 1, floor, memory, spacing);
    }

    private void learn(int i, double[][] sums, double innovation, double variance, boolean clipped) {
        double e = innovation * innovation / variance;
        if (clipped) {
            e = Math.min(e, CLIP * scale(i));
        }
        sums[0][i] = sums[0][i] * KEEP + e;
        sums[1][i] = sums[1][i] * KEEP + Math.log(variance);
    }

    /// What is known of c by model `i`, R over its variance.
    private double warmInformation(int i) {
        return warmPower[i] + scale(i) / (COEFFICIENT_SIGMA * COEFFICIENT_SIGMA);
    }

    private double coefficient(int i) {
        return warmProduct[i] / warmInformation(i);
    }

    /// The same states with sample noise held to be `factor` times what was learned (a variance), soon to be learned
    /// anew.
    ///
    /// @param keepDoubt whether the present doubt of the states stays as it is in seconds; otherwise it scales too
    ModelBank rescaled(double factor, boolean keepDoubt) {
        double kept = Math.min(learned, STATISTICS_KEPT);
        double[][] state = {offset, rate, p11.clone(), p12.clone(), p22.clone(), warmOffset, warmRate};
        double[][] sums = {misfit.clone(), volume.clone(), warmPower.clone(), warmProduct.clone()};
        for (int i = 0; i < offset.length; i++) {
            sums[0][i] = kept * scale(i) * factor;
            sums[1][i] *= kept / learned;
            sums[2][i] *= factor;
            sums[3][i] *= factor;
            if (keepDoubt) {
                state[2][i] /= factor;
                state[3][i] /= factor;
                state[4][i] /= factor;
            }
        }
        return new ModelBank(state, sums, kept, floor, memory, spacing);
    }

    /// All models with this state, and noise and c as learned.
    ModelBank restarted(Belief belief) {
        double[][] state = new double[7][offset.length];
        for (int i = 0; i < offset.length; i++) {
            double r = scale(i);
            state[0][i] = belief.offset();
            state[1][i] = belief.rate();
            state[2][i] = belief.offsetVariance() / r;
            state[3][i] = belief.covariance() / r;
            state[4][i] = belief.rateVariance() / r;
        }
        return new ModelBank(this, state, spacing);
    }

    /// The belief of the most likely model alone.
    Belief bestBelief() {
        return belief(best);
    }

    private Belief belief(int i) {
        double r = scale(i);
        double c = coefficient(i);
        double doubt = r / warmInformation(i);
        double dx = warmOffset[i];
        double dy = warmRate[i];
        return new Belief(offset[i] + c * dx, rate[i] + c * dy, p11[i] * r + doubt * dx * dx,
                p12[i] * r + doubt * dx * dy, p22[i] * r + doubt * dy * dy);
    }

    /// What all models together make of the rate's dependence on temperature.
    Coefficient coefficient() {
        return coefficient;
    }

    private Coefficient meanCoefficient() {
        double mean = 0;
        double square = 0;
        for (int i = 0; i < offset.length; i++) {
            mean += weight[i] * coefficient(i);
            square += weight[i] * scale(i) / warmInformation(i);
        }
        return new Coefficient(mean, square);
    }

    /// @param perDegree rate, seconds a second, for each degree
    /// @param variance of it
    record Coefficient(double perDegree, double variance) {
        static final Coefficient NONE = new Coefficient(0, 0);
    }

    /// The most likely model's variance of a sample of noise 1, s^2.
    double bestScale() {
        return scale(best);
    }

    /// By what factor a variance in units of the former best model's R is another number in units of the present one's.
    /// Where the rate wanders by far more than the samples scatter, models that foretell the same differ by orders of
    /// magnitude in their R.
    double unitChange(ModelBank before) {
        return best == before.best ? 1 : scale(best) / scale(before.best);
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

    /// By how much the offset may be off, as the models see it one by one, `dt` seconds after the last sample: what
    /// leaves a probability of `risk` outside, over the standard deviation of their common belief. It is as for a
    /// normal distribution where one model stands out, and more while several that differ are still likely.
    double sigmasFor(double risk, double dt) {
        return ScaleMixture.of(weight, i -> belief(i).after(dt, density(i) * scale(i))).sigmasFor(risk);
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
