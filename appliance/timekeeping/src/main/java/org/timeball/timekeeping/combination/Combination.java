package org.timeball.timekeeping.combination;

import java.util.List;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Span;

/// The weighted mean of several reckonings.
public final class Combination {
    /// A source whose bound is more than this many times the best one's adds nothing but its noise.
    public static final double LIMIT = 3;

    private Combination() {
    }

    /// @param at the moment to combine for
    /// @param members at least one; the first is the best
    public static Reckoning of(FreeInstant at, List<Member> members) {
        Member best = members.getFirst();
        if (members.size() == 1) {
            return best.reckoning;
        }
        Span origin = best.reckoning.offsetAt(at);
        double weights = 0;
        double offset = 0;
        double rate = 0;
        double offsetVariance = 0;
        double rateVariance = 0;
        double odds = 0;
        for (Member member : members) {
            Reckoning r = member.reckoning;
            double weight = 1 / (member.distanceSeconds * member.distanceSeconds);
            weights += weight;
            offset += weight * r.offsetAt(at).minus(origin).seconds();
            rate += weight * r.rate();
            offsetVariance += weight * weight * r.offsetSigmaSeconds() * r.offsetSigmaSeconds();
            rateVariance += weight * weight * r.rateSigma() * r.rateSigma();
            odds += weight * r.jumpOdds();
        }
        return new Reckoning(at, origin.plus(Span.ofSeconds(offset / weights)), rate / weights,
                Math.sqrt(offsetVariance) / weights, Math.sqrt(rateVariance) / weights, odds / weights);
    }

    /// @param reckoning one source's reckoning
    /// @param distanceSeconds bound of its error, above zero
    public record Member(Reckoning reckoning, double distanceSeconds) {
    }
}
