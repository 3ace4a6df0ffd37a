package org.timeball.timekeeping.selection;

import java.util.Comparator;
import java.util.List;

/// The outcome of a vote among contenders.
///
/// @param truechimers believed, best (least distance) first; empty where there is no majority
/// @param falsetickers those that contradict the majority; all where there is none
public record Selection(List<Contender> truechimers, List<Contender> falsetickers) {
    public Selection {
        truechimers = List.copyOf(truechimers);
        falsetickers = List.copyOf(falsetickers);
    }

    /// Finds the largest set of contenders that agree on a point; it must be more than half of all. Trusted contenders,
    /// where there are any, vote alone.
    public static Selection among(List<Contender> contenders) {
        List<Contender> voters = contenders.stream().filter(Contender::trust).toList();
        if (voters.isEmpty()) {
            voters = contenders;
        }
        double best = 0;
        long most = 0;
        for (Contender voter : voters) {
            for (double edge : new double[]{voter.low(), voter.high()}) {
                long agreeing = voters.stream().filter(other -> other.contains(edge)).count();
                if (agreeing > most) {
                    most = agreeing;
                    best = edge;
                }
            }
        }
        if (2 * most <= voters.size()) {
            return new Selection(List.of(), contenders);
        }
        double point = best;
        Comparator<Contender> byRank = Comparator.comparing((Contender c) -> !c.prefer())
                .thenComparingDouble(Contender::distanceSeconds);
        return new Selection(contenders.stream().filter(c -> c.contains(point)).sorted(byRank).toList(),
                contenders.stream().filter(c -> !c.contains(point)).toList());
    }
}
