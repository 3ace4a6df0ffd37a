package org.timeball.ntp.server;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.timeball.ntp.access.AccessList;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.CardStamp;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// Answers NTP clients through a [World]'s own sockets: for virtual worlds, where [LinuxResponders] cannot be.
///
/// One socket an address and family; an endpoint's device and dscp mean nothing here. Everything runs on the world's
/// thread.
public final class WorldResponder implements ServerPort {
    private static final IpAddress ANY_V4 = IpAddress.v4(0);
    private static final IpAddress ANY_V6 = new IpAddress(0, 0);
    /// What a world says that has no IPv4: EINVAL or EAFNOSUPPORT.
    private static final Set<Integer> NO_SUCH_FAMILY = Set.of(22, 97);
    /// The longest request that is answered, as with [LinuxResponders].
    private static final int LONGEST = 1_600;

    private final World world;
    private final SnapshotBoard board;
    private final ServerLinks links;
    private final ByteBuffer reply = ByteBuffer.allocate(LONGEST);
    private final Arrival arrival = new Arrival();
    private final List<DatagramPort> ports = new ArrayList<>();

    /// All addresses with the defaults, without keys, NTS and symmetric peers.
    public WorldResponder(World world, int port, int precisionLog2, SnapshotBoard board, AccessList access,
            ServerCounters counters) throws WorldException {
        this(world, new ServerSettings(List.of(Endpoint.onPort(port)), 1, precisionLog2,
                ServerSettings.DEFAULT_RECEIVE_BUFFER_BYTES), board, access, counters, ServerLinks.none());
    }

    /// @throws WorldException if a port cannot be had; a world without one of the two families is served in the other
    public WorldResponder(World world, ServerSettings settings, SnapshotBoard board, AccessList access,
            ServerCounters counters, ServerLinks links) throws WorldException {
        this.world = world;
        this.board = board;
        this.links = links;
        int responders = settings.endpoints().size();
        for (Endpoint endpoint : settings.endpoints()) {
            Tally tally = counters.newTally(responders);
            Responder responder = new Responder(endpoint.policy(), settings.precisionLog2(), access, links, tally,
                    counters.newSeed());
            open(endpoint, new Desk(responder, tally));
        }
    }

    private void open(Endpoint endpoint, Desk desk) throws WorldException {
        int port = endpoint.port() == 0 && !ports.isEmpty() ? port() : endpoint.port();
        if (endpoint.address().isPresent()) {
            try {
                open(endpoint.address().get(), port, desk);
            } catch (WorldException e) {
                close();
                throw e;
            }
            return;
        }
        int before = ports.size();
        Optional<WorldException> noV4 = tryOpen(ANY_V4, port, desk);
        Optional<WorldException> noV6 = tryOpen(ANY_V6, port == 0 && noV4.isEmpty() ? port() : port, desk);
        if (noV4.isPresent() && (ports.size() == before || !NO_SUCH_FAMILY.contains(noV4.get().errno()))) {
            close();
            throw noV4.get();
        }
        noV4.ifPresent(why -> Logger.warn("NTP is served over IPv6 only: {}", why.getMessage()));
        noV6.ifPresent(why -> Logger.warn("NTP is served over IPv4 only: {}", why.getMessage()));
    }

    private Optional<WorldException> tryOpen(IpAddress address, int port, Desk desk) {
        try {
            open(address, port, desk);
            return Optional.empty();
        } catch (WorldException e) {
            return Optional.of(e);
        }
    }

    private void open(IpAddress address, int port, Desk desk) throws WorldException {
        DatagramSpec spec = DatagramSpec.at(new Address.Udp(address, port)).withBroadcast();
        ports.add(world.datagrams().open(spec, datagram -> received(datagram, desk)));
    }

    @Override
    public int port() {
        return udp(ports.getFirst()).port();
    }

    private static Address.Udp udp(DatagramPort port) {
        return switch (port.local()) {
            case Address.Udp udp -> udp;
            case Address.Unix _ -> throw new IllegalStateException("a UDP socket has a UDP address");
        };
    }

    private void received(Datagram datagram, Desk desk) {
        switch (datagram.from()) {
            case Address.Udp client -> answer(datagram, client, desk);
            case Address.Unix _ -> throw new IllegalStateException("a UDP socket hears UDP senders only");
        }
    }

    private void answer(Datagram datagram, Address.Udp client, Desk desk) {
        byte[] request = datagram.payload();
        if (request.length > LONGEST) {
            desk.tally.count(Outcome.MALFORMED);
            return;
        }
        arrival.packet(ByteBuffer.wrap(request), request.length)
                .from(client.ip().high(), client.ip().low(), client.port())
                .received(datagram.received().nanos(), datagram.stampedBy());
        CardStamp card = datagram.card();
        if (card != null) {
            links.cards().passed(card.interfaceIndex());
            arrival.receivedByCard(links.cards(), card.interfaceIndex(), card.at().nanos(), card.frameBytes());
        }
        long now = world.clock().now().nanos();
        int length = desk.responder.answer(0, arrival, now, board.current(), reply);
        boolean unsent = false;
        if (length > 0) {
            desk.responder.stamp(0, reply, now);
            unsent = !send(client, Arrays.copyOf(reply.array(), length));
        }
        desk.responder.settle(0, unsent);
        if (desk.responder.outcome(0) == Outcome.SOURCE) {
            links.sources().received(datagram);
        }
    }

    @Override
    public boolean send(Address.Udp to, byte[] payload) {
        for (DatagramPort port : ports) {
            if (udp(port).ip().isV4() == to.ip().isV4()) {
                return port.send(to, payload);
            }
        }
        return false;
    }

    @Override
    public void close() {
        ports.forEach(DatagramPort::close);
        ports.clear();
    }

    /// Who answers on an endpoint.
    private record Desk(Responder responder, Tally tally) {
    }
}
