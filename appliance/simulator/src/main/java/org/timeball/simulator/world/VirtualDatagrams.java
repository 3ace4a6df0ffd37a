package org.timeball.simulator.world;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.Datagrams;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

/// The datagram sockets of one world.
///
/// UDP goes over the network, to loopback addresses at once; Unix datagrams stay in the world. What arrives is stamped
/// with the reading of the world's clock at that moment, as the kernel would. `::` takes IPv6 only, `0.0.0.0` IPv4 only.
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
    private final Map<Address, VirtualPort> ports = new HashMap<>();
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
    public DatagramPort open(Address local, DatagramHandler handler) throws WorldException {
        Address bound = switch (local) {
            case Address.Udp udp -> bind(udp);
            case Address.Unix unix -> bind(unix);
        };
        VirtualPort port = new VirtualPort(bound, handler);
        if (ports.putIfAbsent(bound, port) != null) {
            throw new WorldException(bound + " is taken; which other program has it?", EADDRINUSE);
        }
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
            if (!ports.containsKey(chosen)) {
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
        VirtualPort port = ports.get(to);
        if (port == null || payload.length > LARGEST_UNIX_PAYLOAD) {
            return false;
        }
        byte[] copy = payload.clone();
        universe.at(universe.nowNanos(),
                () -> port.deliver(new Datagram(from, to, copy, world.reading(), Stamp.KERNEL)));
        return true;
    }

    void arrived(IpAddress from, int fromPort, IpAddress to, int toPort, byte[] payload) {
        VirtualPort port = ports.get(new Address.Udp(to, toPort));
        if (port == null) {
            port = ports.get(new Address.Udp(to.isV4() ? ANY_V4 : ANY, toPort));
        }
        if (port != null) {
            port.deliver(new Datagram(new Address.Udp(from, fromPort), new Address.Udp(to, toPort), payload,
                    world.reading(), Stamp.KERNEL));
        }
    }

    private final class VirtualPort implements DatagramPort {
        private final Address local;
        private final DatagramHandler handler;
        private boolean open = true;

        VirtualPort(Address local, DatagramHandler handler) {
            this.local = local;
            this.handler = handler;
        }

        @Override
        public Address local() {
            return local;
        }

        @Override
        public boolean send(Address to, byte[] payload) {
            return open && switch (to) {
                case Address.Udp udp -> local instanceof Address.Udp from && sendUdp(from, udp, payload);
                case Address.Unix unix -> local instanceof Address.Unix && sendUnix(local, unix, payload);
            };
        }

        private void deliver(Datagram datagram) {
            if (open) {
                handler.received(datagram);
            }
        }

        @Override
        public void close() {
            open = false;
            ports.remove(local, this);
        }
    }
}
