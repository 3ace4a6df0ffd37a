package org.timeball.simulator.clknetsim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.timeball.simulator.clknetsim.NodeAddresses.Place;
import org.timeball.simulator.clknetsim.protocol.Payload;
import org.timeball.simulator.clknetsim.protocol.Payload.Kind;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Streams;
import org.timeball.timekeeping.world.WorldException;

/// The node's TCP connections: messages that say connect, data and disconnect.
///
/// A connection stands when the other side has answered the first with the same; a closed port does not answer. The side
/// that has seen a disconnect sends none.
final class NodeStreams implements Streams {
    private static final int EADDRINUSE = 98;
    private static final int FIRST_CHOSEN_PORT = 60_000;

    private final Consumer<Payload> clknetsim;
    private final NodeAddresses addresses;
    private final boolean v4;
    private final Map<Integer, Acceptor> listening = new HashMap<>();
    private final List<NodeStream> streams = new ArrayList<>();

    /// @param clknetsim takes what is sent
    NodeStreams(Consumer<Payload> clknetsim, NodeSettings settings, NodeAddresses addresses) {
        this.clknetsim = clknetsim;
        this.addresses = addresses;
        v4 = settings.families() != NodeSettings.Families.V6;
    }

    @Override
    public AutoCloseable listen(Endpoint local, Acceptor acceptor) throws WorldException {
        if (listening.putIfAbsent(local.port(), acceptor) != null) {
            throw new WorldException("cannot listen on " + local + ": it is open already", EADDRINUSE);
        }
        return () -> listening.remove(local.port());
    }

    @Override
    public Stream connect(Endpoint to, Optional<IpAddress> local, StreamHandler handler) {
        NodeStream stream = new NodeStream(addresses.place(to.ip()), to.port(), freePort(), handler);
        streams.add(stream);
        stream.tell(Kind.TCP_CONNECT, new byte[0]);
        return stream;
    }

    private int freePort() {
        int port = FIRST_CHOSEN_PORT;
        while (isUsed(port)) {
            port++;
        }
        return port;
    }

    private boolean isUsed(int port) {
        return streams.stream().anyMatch(stream -> stream.localPort == port);
    }

    /// Takes in a message of TCP.
    void arrived(Payload message) {
        Optional<NodeStream> known = streams.stream().filter(stream -> stream.isOf(message)).findFirst();
        if (known.isPresent()) {
            known.get().take(message);
        } else if (message.kind() == Kind.TCP_CONNECT && listening.containsKey(message.destinationPort())) {
            accept(message, listening.get(message.destinationPort()));
        }
    }

    private void accept(Payload message, Acceptor acceptor) {
        NodeStream stream = new NodeStream(Optional.of(new Place(message.subnet(), message.node())),
                message.sourcePort(), message.destinationPort(), StreamHandler.NOBODY);
        stream.stands = true;
        streams.add(stream);
        stream.tell(Kind.TCP_CONNECT, new byte[0]);
        stream.handler = acceptor.accepted(stream,
                new Endpoint(addresses.address(message.subnet(), message.node(), v4), message.sourcePort()));
    }

    /// One connection.
    private final class NodeStream implements Stream {
        private final Optional<Place> peer;
        private final int peerPort;
        private final int localPort;
        private StreamHandler handler;
        private boolean stands;
        private boolean closed;

        NodeStream(Optional<Place> peer, int peerPort, int localPort, StreamHandler handler) {
            this.peer = peer;
            this.peerPort = peerPort;
            this.localPort = localPort;
            this.handler = handler;
        }

        boolean isOf(Payload message) {
            return peer.equals(Optional.of(new Place(message.subnet(), message.node())))
                    && peerPort == message.sourcePort() && localPort == message.destinationPort();
        }

        void take(Payload message) {
            switch (message.kind()) {
                case TCP_CONNECT -> {
                    stands = true;
                    handler.connected();
                }
                case TCP_DATA -> handler.received(message.data());
                case TCP_DISCONNECT -> {
                    forget();
                    handler.closed(Optional.empty());
                }
                case NONE, UDP -> throw new IllegalArgumentException("a stream got " + message.kind());
            }
        }

        void tell(Kind kind, byte[] data) {
            peer.ifPresent(place -> clknetsim
                    .accept(new Payload(kind, place.subnet(), place.node(), localPort, peerPort, data)));
        }

        @Override
        public void send(byte[] bytes) {
            if (closed || !stands) {
                return;
            }
            for (int at = 0; at < bytes.length; at += Payload.LARGEST) {
                byte[] part = new byte[Math.min(Payload.LARGEST, bytes.length - at)];
                System.arraycopy(bytes, at, part, 0, part.length);
                tell(Kind.TCP_DATA, part);
            }
        }

        @Override
        public void close() {
            if (!closed) {
                forget();
                tell(Kind.TCP_DISCONNECT, new byte[0]);
            }
        }

        private void forget() {
            closed = true;
            streams.remove(this);
        }
    }
}
