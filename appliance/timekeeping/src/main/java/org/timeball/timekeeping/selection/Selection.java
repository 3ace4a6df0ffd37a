package org.timeball.timekeeping.selection;

import java.util.List;
import java.util.Optional;

/// The outcome of a vote among contenders.
///
/// @param truechimers believed; empty where there is no majority
/// @param falsetickers those that contradict the majority; all where there is none
/// @param untrusted those that contradict the trusted ones, who vote alone
/// @param agreeing the most contenders that agree on a point
/// @param voters contenders that had a vote
/// @param pointSeconds an offset that all truechimers hold possible; NaN where there are none
public record Selection(List<Contender> truechimers, List<Contender> falsetickers, List<Contender> untrusted,
        int agreeing, int voters, double pointSeconds) {
    public Selection {
        truechimers = List.copyOf(truechimers);
        falsetickers = List.copyOf(falsetickers);
        untrusted = List.copyOf(untrusted);
    }

    /// Finds the largest set of contenders that agree on a point; it must be more than half of all. Trusted contenders,
    /// where there are any, vote alone.
    ///
    /// @param witness the clock itself, where what it has learned is evidence of its own: it has a vote, and where the
    ///            votes are equal, the side on which it is has the majority. Ignored where there are trusted contenders.
    public static Selection among(List<Contender> contenders, Optional<Witness> witness) {
        List<Contender> trusted = contenders.stream().filter(contender -> contender.options().trust()).toList();
        boolean isTrust = !trusted.isEmpty();
        List<Contender> voters = isTrust ? trusted : contenders;
        Optional<Witness> heard = isTrust ? Optional.empty() : witness;
        Poll best = new Poll(Double.NaN, 0, false);
        for (Contender voter : voters) {
            best = best.or(Poll.at(voter.low(), voters, heard)).or(Poll.at(voter.high(), voters, heard));
        }
        if (heard.isPresent()) {
            best = best.or(Poll.at(heard.get().low(), voters, heard)).or(Poll.at(heard.get().high(), voters, heard));
        }
        int all = voters.size() + (heard.isPresent() ? 1 : 0);
        int votes = best.agreeing + (best.witnessed ? 1 : 0);
        if (2 * votes < all || 2 * votes == all && !best.witnessed) {
            return new Selection(List.of(), contenders, List.of(), best.agreeing, voters.size(), Double.NaN);
        }
        double point = best.point;
        return new Selection(contenders.stream().filter(c -> c.contains(point)).toList(),
                contenders.stream().filter(c -> !c.contains(point) && (!isTrust || c.options().trust())).toList(),
                contenders.stream().filter(c -> !c.contains(point) && isTrust && !c.options().trust()).toList(),
                best.agreeing, voters.size(), point);
    }

    /// What is known of the offset without asking any source.
    ///
    /// @param offsetSeconds on the scale of the contenders
    /// @param distanceSeconds bound of its error
    public record Witness(double offsetSeconds, double distanceSeconds) {
        double low() {
            return offsetSeconds - distanceSeconds;
        }

        double high() {
            return offsetSeconds + distanceSeconds;
        }
    }

    /// How many hold a point possible.
    private record Poll(double point, int agreeing, boolean witnessed) {
        static Poll at(double point, List<Contender> voters, Optional<Witness> witness) {
            int agreeing = 0;
            for (Contender voter : voters) {
                agreeing += voter.contains(point) ? 1 : 0;
            }
            return new Poll(point, agreeing,
                    witness.isPresent() && point >= witness.get().low() && point <= witness.get().high());
        }

        Poll or(Poll other) {
            int own = agreeing + (witnessed ? 1 : 0);
            int others = other.agreeing + (other.witnessed ? 1 : 0);
            return others > own || others == own && other.witnessed && !witnessed ? other : this;
        }
    }
}
