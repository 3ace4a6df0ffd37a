package org.timeball.timekeeping.world;

import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.SystemInstant;

/// One datagram with its time of arrival.
///
/// @param from the sender
/// @param to the local address it was sent to, as precisely as the world knows
/// @param payload its bytes; the receiver may keep them
/// @param received the system clock's reading when it arrived
/// @param stampedBy who took that reading
/// @param interfaceIndex number of the network interface it came in by; 0 where that is not known
/// @param card the network card's own stamp; null where it took none
public record Datagram(Address from, Address to, byte[] payload, SystemInstant received, Stamp stampedBy,
        int interfaceIndex, @Nullable CardStamp card) {
    /// A datagram that no card stamped.
    public Datagram(Address from, Address to, byte[] payload, SystemInstant received, Stamp stampedBy,
            int interfaceIndex) {
        this(from, to, payload, received, stampedBy, interfaceIndex, null);
    }

    /// A datagram of which nobody knows by which interface it came.
    public Datagram(Address from, Address to, byte[] payload, SystemInstant received, Stamp stampedBy) {
        this(from, to, payload, received, stampedBy, 0);
    }

    /// Who took a timestamp, best first.
    public enum Stamp {
        HARDWARE,
        KERNEL,
        DAEMON
    }
}
