package org.timeball.ntp.fastpath;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.timeball.linux.bpf.XdpMode;
import org.timeball.ntp.server.Endpoint;
import org.timeball.ntp.server.EndpointPolicy;
import org.timeball.ntp.server.RateLimit;
import org.timeball.ntp.server.ServedTime;
import org.timeball.ntp.server.ServerSettings;
import org.timeball.timekeeping.world.IpAddress;

/// What is answered inside the kernel.
///
/// @param interfaces by which requests come
/// @param server how the sockets serve, which the kernel does alike
/// @param port UDP port that they got, 1 to 65535
public record FastPathSettings(List<Interface> interfaces, ServerSettings server, int port) {
    /// Stands for every Ethernet interface that is not named.
    public static final String ALL = "*";

    /// @param name such as eth0, or [#ALL]
    /// @param modes to be tried, in this order; none: it is left alone
    public record Interface(String name, List<XdpMode> modes) {
        public Interface {
            modes = List.copyOf(modes);
        }
    }

    public FastPathSettings {
        interfaces = List.copyOf(interfaces);
    }

    /// Why the sockets have to answer all; empty if nothing is against it.
    Optional<String> obstacle() {
        EndpointPolicy policy = policy();
        if (server.endpoints().stream().anyMatch(endpoint -> !endpoint.policy().equals(policy))) {
            return Optional.of("the served addresses treat their clients differently");
        }
        if (policy.time() != ServedTime.UTC) {
            return Optional.of("the time that is served is smoothed; leave out smoothtime or fastpath");
        }
        if (policy.ntsOnly()) {
            return Optional.of("every request must have NTS");
        }
        if (policy.kissDenied()) {
            return Optional.of("clients that are not allowed are to be told so");
        }
        return policy.rateLimit().filter(limit -> limit.kissLog2() != 0)
                .map(_ -> "clients beyond their rate are to be told so; leave out kod of ratelimit, or fastpath");
    }

    private EndpointPolicy policy() {
        return server.endpoints().getFirst().policy();
    }

    StateEncoder encoder() {
        RateLimit limit = policy().rateLimit().orElse(null);
        return new StateEncoder(port, server.precisionLog2(), server.endpoints().getFirst().dscp(), limit);
    }

    /// The modes to try on an interface; none if it is to be left alone.
    List<XdpMode> modes(String name) {
        boolean served = server.endpoints().stream().map(Endpoint::device)
                .anyMatch(device -> device.isEmpty() || device.get().equals(name));
        return !served
                ? List.of()
                : interfaces.stream().filter(line -> line.name().equals(name)).findFirst()
                        .or(() -> interfaces.stream().filter(line -> line.name().equals(ALL)).findFirst())
                        .map(Interface::modes).orElse(List.of());
    }

    /// Whether an interface is named, and not meant by `*`.
    boolean names(String name) {
        return interfaces.stream().anyMatch(line -> line.name().equals(name));
    }

    /// Those of this machine's addresses that are served.
    Set<IpAddress> served(Set<IpAddress> own) {
        return own.stream().filter(this::isServed).collect(Collectors.toSet());
    }

    private boolean isServed(IpAddress address) {
        return server.endpoints().stream().map(Endpoint::address)
                .anyMatch(bound -> bound.isEmpty() || bound.get().equals(address) || isAllOf(bound.get(), address));
    }

    private static boolean isAllOf(IpAddress bound, IpAddress address) {
        boolean wildcard = bound.isV4() ? bound.v4Bits() == 0 : bound.high() == 0 && bound.low() == 0;
        return wildcard && bound.isV4() == address.isV4();
    }
}
