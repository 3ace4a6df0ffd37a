package org.timeball.simulator.clknetsim.protocol;

import org.timeball.linux.seqpacket.SeqPacketListener;
import org.timeball.timekeeping.world.WorldException;

/// Where nodes of other processes connect.
public final class LinkListener implements AutoCloseable {
    private final SeqPacketListener listener;

    private LinkListener(SeqPacketListener listener) {
        this.listener = listener;
    }

    /// Listens at a path of the file system where there is nothing yet.
    public static LinkListener at(String path) throws WorldException {
        return new LinkListener(SeqPacketListener.at(path));
    }

    /// Waits for the next node.
    public PacketLink accept() throws WorldException {
        return new SocketLink(listener.accept(PacketLink.LARGEST_PACKET));
    }

    @Override
    public void close() {
        listener.close();
    }
}
