package org.timeball.ntp.server;

import java.util.function.Supplier;
import org.timeball.ntp.auth.KeyRing;
import org.timeball.timekeeping.world.CardTimescale;

/// What the server needs of its neighbours.
///
/// @param keys symmetric keys
/// @param nts makes the NTS side of one responder thread
/// @param sources takes over what our sources send here
/// @param cards how network cards' stamps read
public record ServerLinks(KeyRing keys, Supplier<NtsResponder> nts, SourceTraffic sources, CardTimescale cards) {
    /// Without network cards that stamp.
    public ServerLinks(KeyRing keys, Supplier<NtsResponder> nts, SourceTraffic sources) {
        this(keys, nts, sources, CardTimescale.NONE);
    }

    /// No keys, no NTS, no symmetric peers.
    public static ServerLinks none() {
        return withKeys(new KeyRing());
    }

    public static ServerLinks withKeys(KeyRing keys) {
        return new ServerLinks(keys, () -> NtsResponder.NONE, SourceTraffic.NONE);
    }
}
