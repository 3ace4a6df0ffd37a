package org.timeball.simulator.clknetsim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.timeball.simulator.clknetsim.NodeAddresses.Place;
import org.timeball.simulator.clknetsim.NodeSocket.Bound;
import org.timeball.simulator.clknetsim.protocol.Payload;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.CardStamp;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.Datagrams;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

/// The node's datagram sockets. UDP travels over the simulated networks; so do Unix datagrams, over one of their own.
final class NodeDatagrams implements Datagrams {
    private static final int EINVAL = 22;
    private static final int EADDRINUSE = 98;
    private static final int EADDRNOTAVAIL = 99;
    private static final int FIRST_CHOSEN_PORT = 60_000;
    private static final int LAST_PORT = 65_535;
    private static final Pattern UNIX_PATH = Pattern.compile("/clknetsim/unix/(\\d{1,3}):(\\d{1,5})");
    private static final Pattern DEVICE = Pattern.compile("eth(\\d)");

    private final Clknetsim clknetsim;
    private final NodeSettings settings;
    private final Supplier<SystemInstant> clock;
    private final NodeAddresses addresses;
    private final NodeCards cards;
    private final Consumer<Runnable> nextTurn;
    private final List<NodeSocket> sockets = new ArrayList<>();
    private int unixPorts;

    /// @param clock reads the clock that is disciplined
    /// @param nextTurn takes what is to run in the loop's next turn
    NodeDatagrams(Clknetsim clknetsim, NodeSettings settings, Supplier<SystemInstant> clock, NodeAddresses addresses,
            NodeCards cards, Consumer<Runnable> nextTurn) {
        this.clknetsim = clknetsim;
        this.settings = settings;
        this.clock = clock;
        this.addresses = addresses;
        this.cards = cards;
        this.nextTurn = nextTurn;
    }

    @Override
    public DatagramPort open(DatagramSpec spec, DatagramHandler handler) throws WorldException {
        NodeSocket socket = switch (spec.local()) {
            case Address.Udp udp -> udp(spec, udp, handler);
            case Address.Unix unix -> unix(spec, unix, handler);
        };
        sockets.add(socket);
        return socket;
    }

    private NodeSocket unix(DatagramSpec spec, Address.Unix local, DatagramHandler handler) throws WorldException {
        if (settings.unixSubnet() == 0) {
            throw new WorldException(
                    "cannot open " + local + ": there are no Unix sockets here; set CLKNETSIM_UNIX_SUBNET", EINVAL);
        }
        unixPorts++;
        return new NodeSocket(this, spec, local, unixPorts, new Bound(Bound.EVERY, false), Optional.empty(), handler);
    }

    private NodeSocket udp(DatagramSpec spec, Address.Udp wanted, DatagramHandler handler) throws WorldException {
        if (!addresses.has(wanted.ip())) {
            throw new WorldException("cannot open %s: there are no %s addresses here; see CLKNETSIM_IP_FAMILY"
                    .formatted(wanted, wanted.ip().isV4() ? "IPv4" : "IPv6"), EINVAL);
        }
        Bound bound = bound(spec, wanted);
        int port = wanted.port() == 0 ? freePort() : wanted.port();
        boolean alone = !spec.shared() && spec.peer().isEmpty();
        if (wanted.port() != 0 && alone && isTaken(wanted)) {
            throw new WorldException("cannot open %s: it is open already; close the other socket".formatted(wanted),
                    EADDRINUSE);
        }
        Optional<Place> peer = spec.peer().flatMap(address -> addresses.place(address.ip()));
        if (spec.peer().isPresent() && peer.isEmpty()) {
            // Connected to where no node is: nothing will ever come.
            bound = new Bound(Bound.NONE, false);
        }
        return new NodeSocket(this, spec, new Address.Udp(wanted.ip(), port), port, bound, peer, handler);
    }

    private Bound bound(DatagramSpec spec, Address.Udp wanted) throws WorldException {
        if (spec.device().isPresent()) {
            Matcher device = DEVICE.matcher(spec.device().get());
            return new Bound(device.matches() ? Integer.parseInt(device.group(1)) : Bound.NONE, false);
        }
        if (NodeAddresses.isAny(wanted.ip())) {
            return new Bound(Bound.EVERY, false);
        }
        if (wanted.ip().isLoopback()) {
            return new Bound(Bound.NONE, false);
        }
        Optional<Place> place = addresses.place(wanted.ip());
        if (place.isPresent() && place.get().node() == Payload.EVERY_NODE) {
            return new Bound(place.get().subnet(), true);
        }
        if (place.isEmpty() || !addresses.isOwn(place.get())) {
            throw new WorldException("cannot open %s: node %d has no such address; choose another".formatted(wanted,
                    settings.number()), EADDRNOTAVAIL);
        }
        return new Bound(place.get().subnet(), false);
    }

    private boolean isTaken(Address.Udp wanted) {
        return sockets.stream()
                .anyMatch(socket -> socket.local().equals(wanted) && !socket.isConnected() && !socket.spec().shared());
    }

    private int freePort() throws WorldException {
        for (int port = FIRST_CHOSEN_PORT; port <= LAST_PORT; port++) {
            int candidate = port;
            if (sockets.stream().noneMatch(socket -> !socket.isUnix() && socket.port() == candidate)) {
                return candidate;
            }
        }
        throw new WorldException("no port is free; close some sockets", EADDRINUSE);
    }

    void closed(NodeSocket socket) {
        sockets.remove(socket);
    }

    boolean send(NodeSocket from, Address to, byte[] data) {
        if (data.length > Payload.LARGEST) {
            return false;
        }
        Optional<Payload> packet = switch (to) {
            case Address.Udp udp -> udpPacket(from, udp, data);
            case Address.Unix unix -> unixPacket(from, unix, data);
        };
        packet.ifPresent(clknetsim::send);
        if (packet.isPresent() && from.spec().transmitStamps() && settings.kernelStamps()) {
            byte[] copy = data.clone();
            SystemInstant at = clock.get();
            Optional<CardStamp> card = packet.flatMap(sent -> cards.sent(sent.subnet() + 1));
            nextTurn.accept(() -> {
                if (from.isOpen()) {
                    from.handler().sent(copy, at, Stamp.KERNEL);
                    card.ifPresent(stamp -> from.handler().sentByCard(copy, stamp));
                }
            });
        }
        return packet.isPresent() || to instanceof Address.Udp udp && udp.ip().isLoopback();
    }

    private Optional<Payload> udpPacket(NodeSocket from, Address.Udp to, byte[] data) {
        if (from.isUnix() || from.isV4() != to.ip().isV4()) {
            return Optional.empty();
        }
        return addresses.place(to.ip()).filter(place -> place.node() != Payload.EVERY_NODE || from.spec().broadcast())
                .map(place -> new Payload(Payload.Kind.UDP, place.subnet(), place.node(), from.port(), to.port(),
                        data));
    }

    private Optional<Payload> unixPacket(NodeSocket from, Address.Unix to, byte[] data) {
        Matcher path = UNIX_PATH.matcher(to.path());
        if (!from.isUnix() || !path.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Payload(Payload.Kind.UDP, settings.unixSubnet() - 1,
                Integer.parseInt(path.group(1)) - 1, from.port(), Integer.parseInt(path.group(2)), data));
    }

    /// Hands a UDP packet to the socket that it fits best; drops it if it fits none.
    ///
    /// @param isBroadcast whether it was sent to everybody
    void arrived(Payload packet, boolean isBroadcast) {
        OptionalInt unixPort = packet.subnet() == settings.unixSubnet() - 1
                ? OptionalInt.of(packet.destinationPort())
                : OptionalInt.empty();
        if (unixPort.isPresent()) {
            sockets.stream().filter(socket -> socket.isUnix() && socket.port() == unixPort.getAsInt()).findFirst()
                    .ifPresent(socket -> hand(socket, packet,
                            new Address.Unix("/clknetsim/unix/%d:%d".formatted(packet.node() + 1,
                                    packet.sourcePort())),
                            socket.local(), 0));
            return;
        }
        NodeSocket best = bestMatch(packet, isBroadcast);
        if (best != null) {
            IpAddress from = addresses.address(packet.subnet(), packet.node(), best.isV4());
            IpAddress to = addresses.own(packet.subnet(), best.isV4());
            hand(best, packet, new Address.Udp(from, packet.sourcePort()),
                    new Address.Udp(to, packet.destinationPort()), packet.subnet() + 1);
        }
    }

    private @Nullable NodeSocket bestMatch(Payload packet, boolean isBroadcast) {
        NodeSocket best = null;
        int bestMatch = NodeSocket.NO_MATCH;
        for (NodeSocket socket : sockets) {
            int match = socket.isUnix() ? NodeSocket.NO_MATCH : socket.match(packet, isBroadcast);
            if (match > bestMatch) {
                best = socket;
                bestMatch = match;
            }
        }
        return best;
    }

    private void hand(NodeSocket socket, Payload packet, Address from, Address to, int interfaceIndex) {
        socket.handler().received(new Datagram(from, to, packet.data(), clock.get(),
                settings.kernelStamps() ? Stamp.KERNEL : Stamp.DAEMON, interfaceIndex,
                cards.received(interfaceIndex, packet.data().length).orElse(null)));
    }
}
