package org.timeball.timekeeping.combination;

import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Span;

/// What the box believes about its free-running clock at one moment.
///
/// @param at the moment, on the free-running clock
/// @param offset free-running clock minus true time, whole nanoseconds
/// @param rate what it gains on true time in one of its own seconds; positive runs fast. A clock that is off by y by true
///            time has y/(1 + y).
/// @param offsetSigmaSeconds standard deviation of the offset
/// @param rateSigma standard deviation of the rate
/// @param jumpOdds odds that the rate jumped lately and the estimate lags behind
public record Reckoning(FreeInstant at, Span offset, double rate, double offsetSigmaSeconds, double rateSigma,
        double jumpOdds) {
    /// The free-running clock's offset expected at another moment of it.
    public Span offsetAt(FreeInstant when) {
        return offset.plus(Span.ofSeconds(rate * when.since(at).seconds()));
    }
}
