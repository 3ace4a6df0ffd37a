package org.timeball.ntp.client;

import java.util.Optional;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.SystemInstant;

/// What the core makes of a source, asked after each observation: it guides how often the source is asked and which
/// measurements are refused.
@FunctionalInterface
public interface SourceFeedback {
    /// Empty while the core has no estimate of the source.
    Optional<Belief> of(SourceId source);

    /// How much faster than it should our clock runs now, on purpose, s/s.
    default double slewing() {
        return 0;
    }

    /// @param standing what the selection made of it
    /// @param samples samples that the estimate rests on
    /// @param at the reading that `offsetSeconds` belongs to
    /// @param offsetSeconds our clock minus the source
    /// @param gain how much our clock gains on the source, s/s
    /// @param skew bound of the error of `gain`, s/s
    /// @param deviationSeconds standard deviation of `offsetSeconds`
    /// @param jitterSeconds standard deviation of one measurement
    record Belief(Standing standing, int samples, SystemInstant at, double offsetSeconds, double gain, double skew,
            double deviationSeconds, double jitterSeconds) {
        /// The offset to be expected at another reading, seconds.
        double offsetAt(SystemInstant when) {
            return offsetSeconds + gain * when.since(at).seconds();
        }
    }

    /// What the selection made of a source.
    enum Standing {
        /// The clock follows it, alone or among others.
        FOLLOWED,
        /// Nothing speaks against it.
        IN_ORDER,
        /// A falseticker, or too far from the root: another address of the same name may do better.
        BAD
    }
}
