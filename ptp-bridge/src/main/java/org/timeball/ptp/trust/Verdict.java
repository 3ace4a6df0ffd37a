package org.timeball.ptp.trust;

import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;

/// What comes of a claim.
public sealed interface Verdict {
    /// It is believed.
    ///
    /// @param stratum of the reference: 0 one that is traceable and synchronised, 1 one that runs on by itself within its
    ///            specification or does not say that it is traceable; whoever follows it is one more
    /// @param rootDispersion how wrong the grandmaster's time may be where it arrives, the delay of the path aside
    /// @param leap what it says of the end of the day
    record Trusted(int stratum, Span rootDispersion, LeapIndicator leap) implements Verdict {
    }

    /// It is not.
    ///
    /// @param reason what speaks against it and, where something can be done, what
    record Distrusted(String reason) implements Verdict {
    }
}
