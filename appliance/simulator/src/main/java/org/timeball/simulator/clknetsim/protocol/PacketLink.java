package org.timeball.simulator.clknetsim.protocol;

import java.util.Optional;
import org.timeball.timekeeping.world.WorldException;

/// A connection that keeps packets whole and in order. For one thread.
public interface PacketLink extends AutoCloseable {
    /// The longest packet of the protocol: a SEND with 4000 bytes, or the reply with 1024 offsets.
    int LARGEST_PACKET = 8 + 8 * 1024;

    /// @throws WorldException if the other side is gone
    void send(byte[] packet) throws WorldException;

    /// Waits for the next packet; empty once the other side has closed the link.
    Optional<byte[]> receive() throws WorldException;

    @Override
    void close();
}
