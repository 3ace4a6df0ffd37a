package org.timeball.ntp.nts.ke;

import java.util.function.IntSupplier;
import org.timeball.ntp.client.NtpSourceOptions;
import org.timeball.ntp.client.NtsSession;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.World;

/// Makes the NTS sessions of the client's sources.
public final class NtsSessions implements NtsSession.Sessions {
    private final World world;
    private final NtsClientSettings settings;
    private final TrustedCertificates trust;

    /// @param clockUpdates how often the clock was corrected since the start
    public NtsSessions(World world, NtsClientSettings settings, IntSupplier clockUpdates) {
        this.world = world;
        this.settings = settings;
        trust = new TrustedCertificates(world, settings, clockUpdates);
    }

    @Override
    public NtsSession open(String name, IpAddress address, NtpSourceOptions options,
            NtsSession.TargetListener target) {
        return new ClientSession(world, settings, trust, name, address, options.protocol(), target);
    }
}
