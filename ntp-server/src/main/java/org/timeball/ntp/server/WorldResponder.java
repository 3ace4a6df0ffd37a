package org.timeball.ntp.server;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// Answers NTP clients through a [World]'s own sockets: for virtual worlds, where [LinuxResponders] cannot be.
///
/// One IPv4 and one IPv6 socket on the same port. Everything runs on the world's thread.
public final class WorldResponder implements AutoCloseable {
    private static final IpAddress ANY_V6 = new IpAddress(0, 0);

    private final World world;
    private final SnapshotBoard board;
    private final AccessList access;
    private final Tally tally;
    private final Responder responder;
    private final ByteBuffer reply = ByteBuffer.allocate(HeaderFlyweight.BYTES);
    private final DatagramPort v4;
    private final Optional<DatagramPort> v6;

    /// @param port 0 lets the world choose one
    /// @param precisionLog2 see [Responder]
    /// @throws WorldException if the port cannot be had for IPv4; a world without IPv6 is served without it
    public WorldResponder(World world, int port, int precisionLog2, SnapshotBoard board, AccessList access,
            ServerCounters counters) throws WorldException {
        this.world = world;
        this.board = board;
        this.access = access;
        tally = counters.newTally();
        responder = new Responder(precisionLog2);
        v4 = open(IpAddress.v4(0), port);
        v6 = openV6(port());
    }

    private DatagramPort open(IpAddress any, int port) throws WorldException {
        return world.datagrams().open(new Address.Udp(any, port), this::received);
    }

    private Optional<DatagramPort> openV6(int port) {
        try {
            return Optional.of(open(ANY_V6, port));
        } catch (WorldException e) {
            Logger.warn("NTP is served over IPv4 only: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /// The port that both families are served on.
    public int port() {
        return switch (v4.local()) {
            case Address.Udp(IpAddress _, int port) -> port;
            case Address.Unix _ -> throw new IllegalStateException("a UDP socket has a UDP address");
        };
    }

    private void received(Datagram datagram) {
        switch (datagram.from()) {
            case Address.Udp client -> answer(datagram, client);
            case Address.Unix _ -> throw new IllegalStateException("a UDP socket hears UDP senders only");
        }
    }

    private void answer(Datagram datagram, Address.Udp client) {
        IpAddress ip = client.ip();
        long receivedNanos = datagram.received().nanos();
        Outcome outcome = Outcome.DENIED;
        if (access.allows(ip)) {
            byte[] request = datagram.payload();
            int length = responder.answer(ByteBuffer.wrap(request), request.length, client.port(), receivedNanos,
                    world.clock().now().nanos(), board.current(), reply);
            outcome = responder.outcome();
            if (length > 0 && !send(client, Arrays.copyOf(reply.array(), length))) {
                outcome = Outcome.UNSENT;
            }
        }
        tally.count(outcome, ip.high(), ip.low(), receivedNanos);
    }

    private boolean send(Address.Udp client, byte[] answer) {
        DatagramPort port = client.ip().isV4() ? v4 : v6.orElse(v4);
        return port.send(client, answer);
    }

    @Override
    public void close() {
        v4.close();
        v6.ifPresent(DatagramPort::close);
    }
}
