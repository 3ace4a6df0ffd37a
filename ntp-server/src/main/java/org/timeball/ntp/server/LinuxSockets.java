package org.timeball.ntp.server;

import java.util.ArrayList;
import java.util.List;
import org.timeball.linux.udp.PortSharing;
import org.timeball.linux.udp.SocketOptions;
import org.timeball.linux.udp.UdpBatch;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// Opens the sockets of all endpoints: for each address as many as there are threads, on one port.
final class LinuxSockets {
    private static final IpAddress ANY_V4 = IpAddress.v4(0);
    private static final IpAddress ANY_V6 = new IpAddress(0, 0);
    /// Ports to try when any free one will do but the one chosen for the first address is taken on another.
    private static final int PORT_ATTEMPTS = 10;

    private final ServerSettings settings;
    private final boolean cardStamps;
    private final List<Served> served = new ArrayList<>();

    private LinuxSockets(ServerSettings settings, boolean cardStamps) {
        this.settings = settings;
        this.cardStamps = cardStamps;
    }

    /// @param cardStamps whether network cards stamp, too
    /// @throws WorldException if an address or port cannot be had; nothing is left open then
    static List<Served> open(ServerSettings settings, boolean cardStamps) throws WorldException {
        int attempt = 1;
        while (true) {
            LinuxSockets sockets = new LinuxSockets(settings, cardStamps);
            try {
                for (Endpoint endpoint : settings.endpoints()) {
                    sockets.openEndpoint(endpoint);
                }
                sockets.warnOfSmallBuffer();
                return List.copyOf(sockets.served);
            } catch (WorldException e) {
                sockets.served.forEach(socket -> socket.batch().close());
                boolean chosen = settings.endpoints().getFirst().port() == 0 && !sockets.served.isEmpty();
                if (!chosen || attempt == PORT_ATTEMPTS) {
                    throw e;
                }
                attempt++;
            }
        }
    }

    private void openEndpoint(Endpoint endpoint) throws WorldException {
        if (endpoint.address().isPresent()) {
            openShared(endpoint, endpoint.address().get());
            return;
        }
        openShared(endpoint, ANY_V4);
        try {
            openShared(endpoint, ANY_V6);
        } catch (WorldException e) {
            if (!UdpBatch.meansNoSuchFamily(e)) {
                throw e;
            }
            Logger.info("NTP is served over IPv4 only: {}", e.getMessage());
        }
    }

    private void openShared(Endpoint endpoint, IpAddress address) throws WorldException {
        int threads = settings.threadsPerAddress();
        SocketOptions options = new SocketOptions(settings.receiveBufferBytes(), endpoint.device(), endpoint.dscp(),
                cardStamps);
        for (int i = 0; i < threads; i++) {
            PortSharing sharing = threads == 1 ? PortSharing.ALONE : i == 0 ? PortSharing.FIRST : PortSharing.JOIN;
            int port = endpoint.port() == 0 && !served.isEmpty()
                    ? served.getFirst().batch().local().port()
                    : endpoint.port();
            served.add(new Served(new UdpBatch(new Address.Udp(address, port), sharing, options), endpoint));
        }
        if (threads > 1) {
            steer(threads);
        }
    }

    /// Without it the port is served all the same, but a client that changes ports has one rate a thread.
    private void steer(int threads) {
        try {
            served.getLast().batch().steer(threads);
        } catch (WorldException e) {
            Logger.warn(
                    "a client's requests may come to several threads, so that rate limits are up to {} times as wide"
                            + " and interleaved mode may fail: {}",
                    threads, e.getMessage());
        }
    }

    /// The kernel counts double what it was asked for.
    private void warnOfSmallBuffer() {
        int granted = served.getFirst().batch().receiveBufferBytes();
        if (granted < settings.receiveBufferBytes()) {
            Logger.warn("the kernel grants a receive buffer of {} bytes instead of {}, so that a flood loses requests;"
                    + " run as root or with CAP_NET_ADMIN, or set net.core.rmem_max to {}", granted / 2,
                    settings.receiveBufferBytes(), settings.receiveBufferBytes());
        }
    }

    /// One open socket and what it is for.
    record Served(UdpBatch batch, Endpoint endpoint) {
    }
}
