package org.timeball.ntp.client;

import java.util.Optional;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.world.IpAddress;

/// What the core is told of the client's sources.
interface CoreLink {
    /// A source has an address from now on.
    ///
    /// @return the number that it goes by
    SourceId added(SourceAddress source, NtpSourceOptions options);

    void removed(SourceId source);

    /// Our own address, as the source sees it, became known or changed.
    void seenAs(SourceId source, IpAddress own);

    void measured(SourceId source, Sample sample);

    /// @param register the last eight polls, the newest in bit 0, 1 for answered
    /// @param selectable false while nobody should follow it
    void reached(SourceId source, int register, boolean selectable);

    Optional<SourceFeedback.Belief> belief(SourceId source);
}
