package org.timeball.timekeeping.world;

/// Datagram sockets of this world.
public interface Datagrams {
    /// Opens a socket. A Unix address is created in the file system (a stale socket there is replaced) and removed on
    /// close.
    ///
    /// @throws WorldException if the address is taken or not allowed
    DatagramPort open(Address local, DatagramHandler handler) throws WorldException;

    /// Takes in what arrives, on the world's thread.
    @FunctionalInterface
    interface DatagramHandler {
        void received(Datagram datagram);
    }
}
