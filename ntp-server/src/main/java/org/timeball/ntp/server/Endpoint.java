package org.timeball.ntp.server;

import java.util.Optional;
import org.timeball.timekeeping.world.IpAddress;

/// One address and port that is served.
///
/// @param address `bindaddress`; empty (the default) for all of both families
/// @param port UDP port, 0 to 65535; NTP's own is 123; 0 takes any that is free in both families
/// @param device `binddevice`: the one network interface that is listened on; empty (the default) for all
/// @param dscp `dscp`: differentiated services code point of the answers, 0 (the default) to 63
/// @param policy how its clients are treated
public record Endpoint(Optional<IpAddress> address, int port, Optional<String> device, int dscp,
        EndpointPolicy policy) {
    public Endpoint {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + "; it must be 0 to 65535");
        }
        if (dscp < 0 || dscp > 63) {
            throw new IllegalArgumentException("dscp is " + dscp + "; it must be 0 to 63");
        }
    }

    /// All addresses, all interfaces.
    public static Endpoint onPort(int port) {
        return new Endpoint(Optional.empty(), port, Optional.empty(), 0, EndpointPolicy.DEFAULT);
    }

    public static Endpoint at(IpAddress address, int port) {
        return new Endpoint(Optional.of(address), port, Optional.empty(), 0, EndpointPolicy.DEFAULT);
    }

    public Endpoint withPolicy(EndpointPolicy other) {
        return new Endpoint(address, port, device, dscp, other);
    }
}
