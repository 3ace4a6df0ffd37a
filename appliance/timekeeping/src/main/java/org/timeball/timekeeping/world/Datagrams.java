package org.timeball.timekeeping.world;

import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Datagram.Stamp;

/// Datagram sockets of this world.
public interface Datagrams {
    /// Opens a socket. A Unix address is created in the file system (a stale socket there is replaced) and removed on
    /// close.
    ///
    /// @throws WorldException if the address is taken or not allowed
    DatagramPort open(DatagramSpec spec, DatagramHandler handler) throws WorldException;

    /// Opens a plain socket: not connected, any device, nothing special.
    default DatagramPort open(Address local, DatagramHandler handler) throws WorldException {
        return open(DatagramSpec.at(local), handler);
    }

    /// Takes in what arrives, on the world's thread.
    @FunctionalInterface
    interface DatagramHandler {
        void received(Datagram datagram);

        /// When a datagram of ours left, for sockets opened with [DatagramSpec#transmitStamps]. Comes after the send
        /// has returned, as a rule before any reply; it may fail to come.
        ///
        /// @param payload as it was given to send
        /// @param at the system clock's reading when it left
        /// @param by who took that reading
        default void sent(byte[] payload, SystemInstant at, Stamp by) {
        }

        /// When a datagram of ours left by an open card's own clock, likewise; beside the kernel's word of it.
        default void sentByCard(byte[] payload, CardStamp stamp) {
        }
    }
}
