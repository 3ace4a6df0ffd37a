package org.timeball.timekeeping.world;

import org.timeball.timekeeping.time.SystemInstant;

/// One datagram with its time of arrival.
///
/// @param from the sender
/// @param to the local address it was sent to, as precisely as the world knows
/// @param payload its bytes; the receiver may keep them
/// @param received the system clock's reading when it arrived
/// @param stampedBy who took that reading
public record Datagram(Address from, Address to, byte[] payload, SystemInstant received, Stamp stampedBy) {
    /// Who took a timestamp, best first.
    public enum Stamp {
        HARDWARE,
        KERNEL,
        DAEMON
    }
}
