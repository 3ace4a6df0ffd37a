package org.timeball.ntp.server;

import org.timeball.timekeeping.world.Address;

/// An NTP port that is being served.
public interface ServerPort extends AutoCloseable {
    /// The UDP port; of several the first endpoint's.
    int port();

    /// Sends a datagram of our own from the port, as symmetric peers and broadcasts need; for any thread.
    ///
    /// @return false if it was refused at once, or there is no socket of that address family
    boolean send(Address.Udp to, byte[] payload);

    @Override
    void close();
}
