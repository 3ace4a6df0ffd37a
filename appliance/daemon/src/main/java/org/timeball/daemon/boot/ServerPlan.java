package org.timeball.daemon.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.RateLimit;
import org.timeball.daemon.config.ServerConfiguration;
import org.timeball.daemon.config.ServerConfiguration.FastPathLine;
import org.timeball.linux.bpf.XdpMode;
import org.timeball.ntp.fastpath.FastPathSettings;
import org.timeball.ntp.server.BroadcastSettings;
import org.timeball.ntp.server.ClientLogSettings;
import org.timeball.ntp.server.Endpoint;
import org.timeball.ntp.server.EndpointPolicy;
import org.timeball.ntp.server.ServedTime;
import org.timeball.ntp.server.ServerSettings;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;

/// What a configuration means for the NTP server.
final class ServerPlan {
    private ServerPlan() {
    }

    /// @param dscp code point of the answers
    /// @param served what time is given away
    static ServerSettings settings(ServerConfiguration server, int dscp, int precisionLog2, ServedTime served) {
        Optional<org.timeball.ntp.server.RateLimit> limit = server.noClientLog()
                ? Optional.empty()
                : limit(server.rateLimit());
        EndpointPolicy policy = new EndpointPolicy(limit, false, false, served);
        Optional<String> device = Optional.ofNullable(server.bindDevice());
        List<Endpoint> endpoints = new ArrayList<>();
        for (IpAddress address : server.bindAddresses()) {
            endpoints.add(new Endpoint(Optional.of(address), server.port(), device, dscp, policy));
        }
        if (endpoints.isEmpty()) {
            endpoints.add(new Endpoint(Optional.empty(), server.port(), device, dscp, policy));
        }
        return new ServerSettings(endpoints, 1, precisionLog2, ServerSettings.DEFAULT_RECEIVE_BUFFER_BYTES);
    }

    /// @param settings by which the sockets serve, one policy for all
    /// @param port that they got
    static FastPathSettings fastPath(List<FastPathLine> wanted, ServerSettings settings, int port) {
        List<FastPathSettings.Interface> interfaces = wanted.stream()
                .map(line -> new FastPathSettings.Interface(line.interfaceName(), switch (line.mode()) {
                    case EITHER -> List.of(XdpMode.NATIVE, XdpMode.GENERIC);
                    case NATIVE -> List.of(XdpMode.NATIVE);
                    case GENERIC -> List.of(XdpMode.GENERIC);
                    case OFF -> List.<XdpMode>of();
                })).toList();
        return new FastPathSettings(interfaces, settings, port);
    }

    static ClientLogSettings clientLog(ServerConfiguration server) {
        return server.noClientLog()
                ? ClientLogSettings.OFF
                : new ClientLogSettings(Math.clamp(server.clientLogBytes(), 1_024, Integer.MAX_VALUE));
    }

    static Optional<org.timeball.ntp.server.RateLimit> limit(
            @Nullable RateLimit configured) {
        return Optional.ofNullable(configured).map(limit -> new org.timeball.ntp.server.RateLimit(limit.interval(),
                limit.burst(), limit.leak(), limit.kissOfDeath()));
    }

    static List<BroadcastSettings> broadcasts(ServerConfiguration server) {
        return server.broadcasts().stream()
                .map(broadcast -> new BroadcastSettings(broadcast.interval(),
                        new Address.Udp(broadcast.address(), broadcast.port())))
                .toList();
    }
}
