package org.timeball.simulator.world;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.Datagrams;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.WorldException;

/// The datagram sockets of one world.
///
/// UDP goes over the network, to loopback addresses at once; Unix datagrams stay in the world. What arrives is stamped
/// with the reading of the world's clock at that moment, as the kernel would. `::` takes IPv6 only, `0.0.0.0` IPv4 only.
/// There is one network interface, so that a device in a [DatagramSpec] changes nothing.
public final class VirtualDatagrams implements Datagrams {
    private static final int ENAMETOOLONG = 36;
    private static final int EADDRINUSE = 98;
    private static final int EADDRNOTAVAIL = 99;
    private static final int LARGEST_UDP_PAYLOAD = 65_507;
    private static final int LARGEST_UNIX_PAYLOAD = 212_960;
    private static final int LONGEST_PATH = 107;
    private static final int FIRST_CHOSEN_PORT = 49_152;
    private static final int LAST_PORT = 65_535;
    private static final IpAddress ANY_V4 = IpAddress.v4(0);
    private static final IpAddress ANY = new IpAddress(0, 0);

    private final VirtualUniverse universe;
    private final VirtualWorld world;
    private final List<IpAddress> addresses;
    private final List<VirtualPort> ports = new ArrayList<>();
    private int nextPort = FIRST_CHOSEN_PORT;

    VirtualDatagrams(VirtualUniverse universe, VirtualWorld world, List<IpAddress> addresses) {
        this.universe = universe;
        this.world = world;
        this.addresses = addresses;
        for (IpAddress address : addresses) {
            universe.network().attach(address, this);
        }
    }

    @Override
    public DatagramPort open(DatagramSpec spec, DatagramHandler handler) throws WorldException {
        Address bound = switch (spec.local()) {
            case Address.Udp udp -> bind(udp);
            case Address.Unix unix -> bind(unix);
        };
        for (VirtualPort other : ports) {
            if (other.local.equals(bound) && !(spec.shared() && other.spec.shared())) {
                throw new WorldException(bound + " is taken; which other program has it?", EADDRINUSE);
            }
        }
        VirtualPort port = new VirtualPort(bound, spec, handler);
        ports.add(port);
        return port;
    }

    private static Address.Unix bind(Address.Unix wanted) throws WorldException {
        int length = wanted.path().getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > LONGEST_PATH) {
            throw new WorldException("cannot open " + wanted + ": a Unix socket's path has 1 to 107 bytes",
                    ENAMETOOLONG);
        }
        return wanted;
    }

    private Address.Udp bind(Address.Udp wanted) throws WorldException {
        IpAddress ip = wanted.ip();
        if (!ip.equals(ANY) && !ip.equals(ANY_V4) && !ip.isLoopback() && !addresses.contains(ip)) {
            throw new WorldException(wanted + " cannot be bound: " + world.name() + " has no such address",
                    EADDRNOTAVAIL);
        }
        if (wanted.port() != 0) {
            return wanted;
        }
        for (int tries = FIRST_CHOSEN_PORT; tries <= LAST_PORT; tries++) {
            Address.Udp chosen = new Address.Udp(ip, nextPort);
            nextPort = nextPort == LAST_PORT ? FIRST_CHOSEN_PORT : nextPort + 1;
            if (ports.stream().noneMatch(port -> port.local.equals(chosen))) {
                return chosen;
            }
        }
        throw new WorldException("no port is free on " + ip + "; close some sockets", EADDRINUSE);
    }

    private boolean sendUdp(Address.Udp from, Address.Udp to, byte[] payload) {
        IpAddress source = sourceFor(from.ip(), to.ip());
        if (source == null || payload.length > LARGEST_UDP_PAYLOAD) {
            return false;
        }
        byte[] copy = payload.clone();
        if (addresses.contains(to.ip()) || to.ip().isLoopback()) {
            universe.at(universe.nowNanos(), () -> arrived(source, from.port(), to.ip(), to.port(), copy));
        } else {
            universe.network().carry(source, from.port(), to.ip(), to.port(), copy);
        }
        return true;
    }

    /// The source address for a destination, or null if there is no route.
    private @Nullable IpAddress sourceFor(IpAddress bound, IpAddress to) {
        boolean any = bound.equals(ANY) || bound.equals(ANY_V4);
        boolean sameFamily = bound.isV4() == to.isV4();
        if (!sameFamily || bound.isLoopback() && !to.isLoopback()) {
            return null;
        }
        if (!any) {
            return bound;
        }
        if (to.isLoopback()) {
            return to;
        }
        for (IpAddress address : addresses) {
            if (address.isV4() == to.isV4()) {
                return address;
            }
        }
        return null;
    }

    private boolean sendUnix(Address from, Address.Unix to, byte[] payload) {
        Optional<VirtualPort> there = ports.stream().filter(port -> port.local.equals(to)).findFirst();
        if (there.isEmpty() || payload.length > LARGEST_UNIX_PAYLOAD) {
            return false;
        }
        VirtualPort port = there.get();
        byte[] copy = payload.clone();
        universe.at(universe.nowNanos(),
                () -> port.deliver(new Datagram(from, to, copy, world.reading(), Stamp.KERNEL)));
        return true;
    }

    void arrived(IpAddress from, int fromPort, IpAddress to, int toPort, byte[] payload) {
        Address.Udp sender = new Address.Udp(from, fromPort);
        Address.Udp destination = new Address.Udp(to, toPort);
        ports.stream().filter(port -> port.match(sender, destination) > 0)
                .max(Comparator.comparingInt(port -> port.match(sender, destination))).ifPresent(port -> port
                        .deliver(new Datagram(sender, destination, payload, world.reading(), Stamp.KERNEL)));
    }

    private final class VirtualPort implements DatagramPort {
        private final Address local;
        private final DatagramSpec spec;
        private final DatagramHandler handler;
        private boolean open = true;

        VirtualPort(Address local, DatagramSpec spec, DatagramHandler handler) {
            this.local = local;
            this.spec = spec;
            this.handler = handler;
        }

        /// How well a datagram fits this socket, 0 for not at all: a connected socket goes before others, one bound to
        /// the address before one bound to any.
        private int match(Address.Udp from, Address.Udp to) {
            if (!(local instanceof Address.Udp(IpAddress ip, int port)) || port != to.port()) {
                return 0;
            }
            boolean any = ip.equals(to.ip().isV4() ? ANY_V4 : ANY);
            boolean heard = spec.peer().isEmpty() || spec.peer().get().equals(from);
            return !heard || !any && !ip.equals(to.ip()) ? 0 : 1 + (any ? 0 : 1) + (spec.peer().isPresent() ? 2 : 0);
        }

        @Override
        public Address local() {
            return local;
        }

        @Override
        public boolean send(Address to, byte[] payload) {
            if (!open) {
                return false;
            }
            Optional<Timer> stamp = spec.transmitStamps() ? Optional.of(stamp(payload.clone())) : Optional.empty();
            boolean left = switch (to) {
                case Address.Udp udp -> local instanceof Address.Udp from && sendUdp(from, udp, payload);
                case Address.Unix unix -> local instanceof Address.Unix && sendUnix(local, unix, payload);
            };
            if (!left) {
                stamp.ifPresent(Timer::cancel);
            }
            return left;
        }

        /// Reports the time of sending before anything can come of the datagram.
        private Timer stamp(byte[] payload) {
            SystemInstant at = world.reading();
            return universe.at(universe.nowNanos(), () -> stamped(payload, at));
        }

        private void stamped(byte[] payload, SystemInstant at) {
            if (open) {
                handler.sent(payload, at, Stamp.KERNEL);
            }
        }

        private void deliver(Datagram datagram) {
            if (open) {
                handler.received(datagram);
            }
        }

        @Override
        public void close() {
            open = false;
            ports.remove(this);
        }
    }
}
