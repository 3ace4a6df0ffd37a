package org.timeball.ntp.client;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.CardTimescale;

/// What joins the client to the rest of the daemon.
///
/// @param core takes observations
/// @param numbers gives each source that the core is told of a number of its own
/// @param feedback what the core makes of a source, asked right after an observation
/// @param own what we say of our own clock
/// @param log for journal and log files
/// @param nts makes NTS sessions; without it sources with NTS are refused
/// @param cards how network cards' stamps read
/// @param cardPatience how long a response waits for the card's stamp of its request
public record ClientLinks(Consumer<Observation> core, Supplier<SourceId> numbers, SourceFeedback feedback,
        Supplier<OwnState> own, ClientLog log, Optional<NtsSession.Sessions> nts, CardTimescale cards,
        Span cardPatience) {
    /// Without network cards that stamp.
    public ClientLinks(Consumer<Observation> core, Supplier<SourceId> numbers, SourceFeedback feedback,
            Supplier<OwnState> own, ClientLog log, Optional<NtsSession.Sessions> nts) {
        this(core, numbers, feedback, own, log, nts, CardTimescale.NONE, Span.ZERO);
    }
}
