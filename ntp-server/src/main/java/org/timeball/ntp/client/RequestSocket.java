package org.timeball.ntp.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.Datagrams.DatagramHandler;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

/// The socket of one source: connected, so that nobody else is heard.
///
/// For a server a new one is opened for each request, on a port that the world chooses (RFC 9109) unless one is set,
/// and closed once it has answered. For a peer one stays open. Sources that use the server's port have none where the
/// server is there to send and to receive for them.
final class RequestSocket {
    private static final IpAddress ANY_V4 = IpAddress.v4(0);
    private static final IpAddress ANY_V6 = new IpAddress(0, 0);

    private final Client client;
    private final SourceAddress source;
    private final DatagramHandler handler;
    private @Nullable DatagramPort port;
    private boolean complained;

    RequestSocket(Client client, SourceAddress source, DatagramHandler handler) {
        this.client = client;
        this.source = source;
        this.handler = handler;
    }

    /// Opens a socket for a request, and closes the one before; a peer keeps the one it has.
    ///
    /// @return whether there is one
    boolean open() {
        if (usesServersSocket()) {
            return true;
        }
        if (port != null && source.peer()) {
            return true;
        }
        close();
        try {
            port = client.world().datagrams().open(spec(), handler);
            complained = false;
        } catch (WorldException e) {
            if (!complained) {
                complained = true;
                client.log().happened(new ClientEvent.NoSocket(source.udp().ip(), String.valueOf(e.getMessage())));
            }
        }
        return port != null;
    }

    private boolean usesServersSocket() {
        return client.shared().isOpen() && usesServersPort(source, client.settings());
    }

    /// Whether a source's packets leave from the port that the server has.
    static boolean usesServersPort(SourceAddress source, NtpClientSettings settings) {
        return settings.serverPort() != 0
                && (source.peer() || settings.acquisitionPort().orElse(0) == settings.serverPort());
    }

    private DatagramSpec spec() {
        NtpClientSettings settings = client.settings();
        boolean v4 = source.udp().ip().isV4();
        Optional<IpAddress> bound = v4 ? settings.bindV4() : settings.bindV6();
        int number = source.peer() ? settings.serverPort() : settings.acquisitionPort().orElse(0);
        DatagramSpec spec = DatagramSpec.at(new Address.Udp(bound.orElse(v4 ? ANY_V4 : ANY_V6), number))
                .connectedTo(source.udp()).withDscp(settings.dscp()).withTransmitStamps();
        spec = settings.device().isPresent() ? spec.onDevice(settings.device().get()) : spec;
        return number == 0 ? spec : spec.sharingItsPort();
    }

    boolean send(byte[] packet) {
        return usesServersSocket()
                ? client.shared().send(source.udp(), packet)
                : port != null && port.send(source.udp(), packet);
    }

    void close() {
        if (port != null) {
            port.close();
            port = null;
        }
    }
}
