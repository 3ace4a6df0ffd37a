package org.timeball.ntp.client;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.timeball.ntp.auth.KeyRing;
import org.timeball.ntp.auth.MacEngine;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.CardTimescale;
import org.timeball.timekeeping.world.World;

/// What all associations of one client share.
///
/// @param own what we say of our own clock
/// @param core where measurements and reachability go
/// @param shared the server's port, for sources that use it
/// @param nts makes NTS sessions, where this build can
/// @param cards how network cards' stamps read
/// @param cardPatience how long a response waits for the card's stamp of its request
/// @param slewing how much faster than it should our clock runs now, on purpose, s/s
record Client(World world, NtpClientSettings settings, KeyRing ring, MacEngine keys, TransmitSchedule schedule,
        Supplier<OwnState> own, CoreLink core, ClientLog log, SharedPort shared,
        Optional<NtsSession.Sessions> nts, CardTimescale cards, Span cardPatience,
        DoubleSupplier slewing) {
}
