package org.timeball.timekeeping.filter;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The filter proper, from the second sample on: the bank of models, and beside it the hypotheses of what may have
/// happened.
///
/// @param bank the main filter
/// @param box the refiner of a network path; null for a refclock, and until the path is known
/// @param clones the hypotheses
/// @param rule what an outlier is
/// @param monitor of the size of the noise
/// @param heard samples so far, outliers too
/// @param calm samples since a jump was last taken for the truth; the start counts as none
record Tracker(ModelBank bank, @Nullable BoxRefiner box, CloneSet clones, OutlierRule rule, NoiseMonitor monitor,
        long heard, long calm) {
    /// Until so many samples are heard the noise is not known well enough to call anything an outlier.
    private static final int WARM = 8;
    /// Above these odds that something happened, the size of the noise is not judged.
    private static final double DOUBTFUL = 0.05;
    /// Samples until the path's delays are known well enough for the [BoxRefiner].
    private static final int PATH_KNOWN = 30;
    /// Above these odds that something happened, the refiner, which knows of no jumps, is not asked.
    private static final double BOX_UNSURE = 0.1;

    /// For so many samples after a jump the estimate still moves by more than noise.
    private static final long AGITATED = 8;
    private static final double CERTAIN = 20;

    static Tracker from(ModelBank bank, boolean followPhaseJumps) {
        return new Tracker(bank, null, CloneSet.none(followPhaseJumps), OutlierRule.FRESH, NoiseMonitor.FRESH, 2,
                AGITATED);
    }

    /// What became of a sample.
    ///
    /// @param sigmas innovation in its standard deviations
    record Step(Tracker next, boolean accepted, double sigmas) {
    }

    /// The tracker after a sample `dt` seconds later.
    ///
    /// @param heat how the oscillator's temperature moved meanwhile
    /// @param noise what is known of its error beforehand
    Step step(double dt, Heat heat, double sample, SampleNoise noise) {
        ModelBank predicted = bank.after(dt, heat);
        Trial trial = Trial.of(dt, heat, sample, predicted, noise.byLaw(), rule);
        NoiseMonitor watching = monitor
                .with(trial.innovation() / Math.sqrt(trial.variance() / predicted.bestScale()));
        if (heard < WARM - 1) {
            ModelBank learned = predicted.updated(sample, noise.byLaw(), 1, false);
            return new Step(new Tracker(learned, null, clones, rule,
                    watching.scaled(learned.unitChange(predicted)), heard + 1, calm), true,
                    bank.learned() > 0 ? trial.sigmas() : 0);
        }
        CloneSet rivals = clones.after(trial);
        OutlierRule counted = rule.counting(!trial.belongs());
        Optional<Clone> proved = rivals.proved();
        if (proved.isPresent() && rivals.mayBelieve(proved.get())) {
            return new Step(converted(predicted, rivals, proved.get(), counted, watching), true, trial.sigmas());
        }
        // A phase jump that is not followed stays an outlier for ever, however wide our own doubt grows meanwhile.
        boolean accepted = trial.belongs() && proved.isEmpty();
        ModelBank next = predicted;
        if (accepted) {
            next = predicted.updated(sample, noise.byLaw(),
                    Math.max(1, trial.sigmas() * trial.sigmas() / ModelBank.CLIP),
                    true);
        }
        watching = watching.scaled(next.unitChange(predicted));
        if (rivals.ripeOdds() < DOUBTFUL) {
            OptionalDouble factor = watching.misjudged(next.bestScale(), next.leastScale());
            if (factor.isPresent()) {
                next = next.rescaled(factor.getAsDouble(), true);
            }
        }
        return new Step(new Tracker(next, boxAfter(trial, noise, accepted, next), rivals, counted, watching, heard + 1,
                calm + 1), accepted, trial.sigmas());
    }

    private @Nullable BoxRefiner boxAfter(Trial trial, SampleNoise noise, boolean accepted, ModelBank next) {
        if (box == null) {
            boolean due = heard >= PATH_KNOWN && !Double.isNaN(noise.halfWidth());
            return due ? BoxRefiner.from(next.bestBelief()) : null;
        }
        return accepted ? box.after(trial, noise.halfWidth()) : box.without(trial);
    }

    /// The tracker once a hypothesis is taken for the truth.
    private Tracker converted(ModelBank predicted, CloneSet rivals, Clone truth, OutlierRule counted,
            NoiseMonitor watching) {
        ModelBank next;
        NoiseMonitor monitoring = watching;
        long agitation = 0;
        if (truth.kind().isNoise()) {
            next = predicted.rescaled(truth.kind().noiseFactor(), false).restarted(truth.belief());
            monitoring = NoiseMonitor.FRESH;
            agitation = calm + 1;
        } else {
            next = predicted.restarted(rivals.ofJumps(truth));
        }
        BoxRefiner restarted = box == null ? null : BoxRefiner.from(next.bestBelief());
        return new Tracker(next, restarted, CloneSet.none(rivals.followPhaseJumps()), counted, monitoring, heard + 1,
                agitation);
    }

    /// The estimate at the last sample.
    Estimate estimate(double timeSeconds, long samples) {
        boolean refined = box != null && box.isBetter() && clones.ripeOdds() < BOX_UNSURE;
        Belief belief = refined ? box.belief() : clones.blendedWith(bank.belief());
        double odds = calm < AGITATED ? CERTAIN : clones.jumpOdds();
        return new Estimate(timeSeconds, belief.offset(), belief.rate(), belief.offsetVariance(), belief.covariance(),
                belief.rateVariance(), Math.sqrt(bank.wander2()), Math.sqrt(bank.noise2()), odds, samples);
    }

    /// By how much the source's phase jumped, if that is certain and not to be followed, seconds.
    OptionalDouble refusedJump() {
        Optional<Clone> proved = clones.proved();
        return proved.isPresent()
                ? OptionalDouble.of(proved.get().belief().offset() - bank.belief().offset())
                : OptionalDouble.empty();
    }

    /// How much wider than a normal distribution's a bound must be because the noise was learned from few samples:
    /// exp(8/n) follows the ratio of Student's t to the normal quantile, at the 4.5 sigma level, within a third.
    double inexperience() {
        double n = bank.learned();
        return n > 0 ? Math.exp(8 / n) : 1;
    }
}
