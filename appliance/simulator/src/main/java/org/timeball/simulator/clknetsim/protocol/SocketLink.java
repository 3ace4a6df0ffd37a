package org.timeball.simulator.clknetsim.protocol;

import java.util.List;
import java.util.Optional;
import org.timeball.linux.seqpacket.SeqPacketSocket;
import org.timeball.timekeeping.world.WorldException;

/// The link over a Unix socket.
public final class SocketLink implements PacketLink {
    private final SeqPacketSocket socket;

    SocketLink(SeqPacketSocket socket) {
        this.socket = socket;
    }

    /// Connects to where clknetsim listens.
    public static SocketLink connect(String path) throws WorldException {
        return new SocketLink(SeqPacketSocket.connect(path, LARGEST_PACKET));
    }

    /// Takes over a connected socket that this process was started with.
    public static SocketLink inherited(int descriptor) {
        return new SocketLink(SeqPacketSocket.inherited(descriptor, LARGEST_PACKET));
    }

    /// The two ends of one link, for a node in the same process.
    public static List<SocketLink> pair() throws WorldException {
        SeqPacketSocket.Pair pair = SeqPacketSocket.pair(LARGEST_PACKET);
        return List.of(new SocketLink(pair.one()), new SocketLink(pair.other()));
    }

    @Override
    public void send(byte[] packet) throws WorldException {
        socket.send(packet);
    }

    @Override
    public Optional<byte[]> receive() throws WorldException {
        return socket.receive();
    }

    @Override
    public void close() {
        socket.close();
    }
}
