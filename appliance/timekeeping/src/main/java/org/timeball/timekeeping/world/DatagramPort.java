package org.timeball.timekeeping.world;

/// An open datagram socket.
public interface DatagramPort extends AutoCloseable {
    /// The address it is bound to, with the port that the world chose where 0 was asked for.
    Address local();

    /// Sends one datagram; what cannot be sent is dropped, as a network would.
    ///
    /// @return false if the world refused it at once (buffer full, no route)
    boolean send(Address to, byte[] payload);

    @Override
    void close();
}
