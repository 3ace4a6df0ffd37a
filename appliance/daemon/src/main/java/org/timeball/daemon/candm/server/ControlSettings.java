package org.timeball.daemon.candm.server;

import java.util.List;
import java.util.Set;
import org.timeball.daemon.candm.wire.OpenWord;
import org.timeball.timekeeping.world.IpAddress;

/// Where the protocol is spoken.
///
/// @param port UDP port (`cmdport`), default 323; 0: no UDP
/// @param addresses local addresses for UDP (`bindcmdaddress`), default loopback: whoever answers to the world says so
/// @param device only through this network interface (`bindcmddevice`), such as `eth0`; empty: any
/// @param socketPath Unix socket (`bindcmdaddress /PATH`), default `/run/chrony/chronyd.sock`; empty: none
/// @param open what may be asked over UDP (`opencommands`)
public record ControlSettings(int port, List<IpAddress> addresses, String device, String socketPath,
        Set<OpenWord> open) {
    public static final int DEFAULT_PORT = 323;
    public static final String DEFAULT_SOCKET = "/run/chrony/chronyd.sock";
    public static final List<IpAddress> LOOPBACK = List.of(IpAddress.v4(127, 0, 0, 1), new IpAddress(0, 1));
    public static final ControlSettings DEFAULT = new ControlSettings(DEFAULT_PORT, LOOPBACK, "", DEFAULT_SOCKET,
            OpenWord.DEFAULT);

    public ControlSettings {
        addresses = List.copyOf(addresses);
        open = Set.copyOf(open);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("cmdport is " + port + "; it must be 0 to 65535");
        }
    }
}
