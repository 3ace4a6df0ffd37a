package org.timeball.ntp.server;

import org.timeball.timekeeping.world.Datagram;

/// Who takes over what our own sources send to the NTP port: symmetric peers use it for both directions.
public interface SourceTraffic {
    /// Where no source sends to the NTP port.
    SourceTraffic NONE = new SourceTraffic() {
        @Override
        public boolean isSource(long high, long low) {
            return false;
        }

        @Override
        public void received(Datagram datagram) {
            throw new IllegalStateException("a datagram of a source where there is none: " + datagram.from());
        }
    };

    /// Whether a configured source has this address; asked on responder threads for packets of symmetric modes, servers
    /// and broadcasters, never for a client's. No lock, no allocation.
    ///
    /// @param high upper half of the IpAddress
    /// @param low lower half
    boolean isSource(long high, long low);

    /// Takes over a source's packet; called on a responder's thread, so hand it on to the world's.
    void received(Datagram datagram);
}
