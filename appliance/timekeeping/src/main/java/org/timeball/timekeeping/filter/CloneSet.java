package org.timeball.timekeeping.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The hypotheses that compete with "nothing happened".
///
/// Each sample adds one: the rate jumped just now. A suspicious sample adds more: the rate jumped far, the source's
/// phase jumped, it became 5 or 20 times as noisy, or all is upset. All explain the samples that follow or lose their odds. A phase jump competes even
/// where it is not to be followed: then its odds count for staying where we are, so that neither noise nor a rate jump
/// is believed because of it.
///
/// @param clones in order of birth
/// @param followPhaseJumps whether a phase jump may be believed
record CloneSet(List<Clone> clones, boolean followPhaseJumps) {
    private static final List<Clone.Kind> SUSPECTED = List.of(Clone.Kind.LARGE_RATE, Clone.Kind.NOISE_5,
            Clone.Kind.NOISE_20, Clone.Kind.UPSET);
    private static final int MOST = 40;
    /// The youngest are kept whatever their odds: they have had no time to prove themselves.
    private static final int YOUNG = 3;
    private static final double HOPELESS = -24;
    /// The odds are never let grow past this: e^30 is certainty, and the way back must stay short.
    private static final double HIGHEST = 30;
    /// Odds from which a hypothesis is taken for the truth.
    private static final double CERTAIN = 20;
    /// The share of all odds that the likeliest must then have.
    private static final double LEADING = 0.2;
    /// Below these odds the covariance takes no notice: standing doubt about a rate that never jumps would spoil the
    /// bound in holdover.
    private static final double NOTICED = 0.02;
    private static final double UNHEARD = 1e-9;

    static CloneSet none(boolean followPhaseJumps) {
        return new CloneSet(List.of(), followPhaseJumps);
    }

    /// The hypotheses after a sample, with those that it gives birth to.
    CloneSet after(Trial trial) {
        List<Clone> next = new ArrayList<>(clones.size() + 2 + SUSPECTED.size());
        for (Clone clone : clones) {
            next.add(clone.before(trial).judged(trial));
        }
        next.add(Clone.of(Clone.Kind.RATE, trial).judged(trial));
        if (trial.isSuspicious()) {
            next.add(Clone.ofPhaseJump(trial));
            for (Clone.Kind kind : SUSPECTED) {
                next.add(Clone.of(kind, trial).judged(trial));
            }
        }
        return new CloneSet(pruned(next), followPhaseJumps);
    }

    private static List<Clone> pruned(List<Clone> all) {
        double excess = 0;
        for (Clone clone : all) {
            excess = Math.max(excess, clone.logOdds() - HIGHEST);
        }
        List<Clone> kept = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            Clone clone = all.get(i);
            double odds = clone.logOdds() - excess;
            if (i >= all.size() - YOUNG || odds > HOPELESS && !clone.isRefuted()) {
                kept.add(excess > 0 ? clone.with(odds) : clone);
            }
        }
        while (kept.size() > MOST) {
            kept.remove(leastLikely(kept));
        }
        return kept;
    }

    private static int leastLikely(List<Clone> all) {
        int least = 0;
        for (int i = 1; i < all.size() - YOUNG - 1; i++) {
            if (all.get(i).logOdds() < all.get(least).logOdds()) {
                least = i;
            }
        }
        return least;
    }

    /// The hypothesis that has proved itself, if there is one. If it is a phase jump, it may be one not to be followed.
    Optional<Clone> proved() {
        double total = odds();
        if (total < CERTAIN) {
            return Optional.empty();
        }
        Clone leader = null;
        for (Clone clone : clones) {
            if (clone.isRipe() && (leader == null || clone.logOdds() > leader.logOdds())) {
                leader = clone;
            }
        }
        return leader == null || leader.odds() < LEADING * total ? Optional.empty() : Optional.of(leader);
    }

    /// Whether the estimate is to follow the hypothesis once it is proved.
    boolean mayBelieve(Clone clone) {
        return followPhaseJumps || clone.kind() != Clone.Kind.PHASE;
    }

    /// The odds of all hypotheses together, young ones too.
    double odds() {
        double sum = 0;
        for (Clone clone : clones) {
            sum += clone.odds();
        }
        return sum;
    }

    /// The odds that a jump happened which the estimate is to follow.
    double jumpOdds() {
        double sum = 0;
        for (Clone clone : clones) {
            if (clone.isRipe() && mayBelieve(clone) && !clone.kind().isNoise()) {
                sum += clone.odds();
            }
        }
        return sum;
    }

    /// The odds that anything happened, noise too, by what has had time to prove itself.
    double ripeOdds() {
        double sum = 0;
        for (Clone clone : clones) {
            if (clone.isRipe()) {
                sum += clone.odds();
            }
        }
        return sum;
    }

    /// One belief of all jumps that may have been the one that happened.
    Belief ofJumps(Clone leader) {
        Mixture mixture = new Mixture();
        for (Clone clone : clones) {
            if (clone.isRipe() && mayBelieve(clone) && !clone.kind().isNoise()) {
                mixture.add(clone.odds(), clone.belief());
            }
        }
        return mixture.collapsed();
    }

    /// The main filter's belief and the hypotheses', each by its odds.
    Belief blendedWith(Belief main) {
        double moving = 0;
        double staying = 1;
        Mixture mixture = new Mixture();
        for (Clone clone : clones) {
            if (clone.isRipe()) {
                if (mayBelieve(clone)) {
                    mixture.add(clone.odds(), clone.belief());
                    moving += clone.odds();
                } else {
                    staying += clone.odds();
                }
            }
        }
        if (moving < UNHEARD) {
            return main;
        }
        mixture.add(staying, main);
        Belief blend = mixture.collapsed();
        return moving > NOTICED * staying
                ? blend
                : new Belief(blend.offset(), blend.rate(), main.offsetVariance(), main.covariance(),
                        main.rateVariance());
    }
}
