package org.timeball.simulator.clknetsim.protocol;

import java.util.Optional;
import org.timeball.linux.seqpacket.SeqPacketSocket;
import org.timeball.timekeeping.world.WorldException;

/// The link over a Unix socket.
public final class SocketLink implements PacketLink {
    private final SeqPacketSocket socket;

    public SocketLink(SeqPacketSocket socket) {
        this.socket = socket;
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
