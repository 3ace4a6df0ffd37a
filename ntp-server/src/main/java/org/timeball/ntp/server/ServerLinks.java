package org.timeball.ntp.server;

import java.util.function.Supplier;
import org.timeball.ntp.auth.KeyRing;

/// What the server needs of its neighbours.
///
/// @param keys symmetric keys
/// @param nts makes the NTS side of one responder thread
/// @param sources takes over what our sources send here
public record ServerLinks(KeyRing keys, Supplier<NtsResponder> nts, SourceTraffic sources) {
    /// No keys, no NTS, no symmetric peers.
    public static ServerLinks none() {
        return withKeys(new KeyRing());
    }

    public static ServerLinks withKeys(KeyRing keys) {
        return new ServerLinks(keys, () -> NtsResponder.NONE, SourceTraffic.NONE);
    }
}
