package org.timeball.linux.udp;

import java.util.Optional;

/// What a served socket is to be like beyond its address.
///
/// @param receiveBufferBytes to ask the kernel for; it counts double
/// @param device the one network interface whose datagrams it takes; empty for all
/// @param dscp differentiated services code point of what it sends (RFC 2474), 0 to 63; 0 is best effort
/// @param cardStamps whether network cards' own timestamps are wanted beside the kernel's
public record SocketOptions(int receiveBufferBytes, Optional<String> device, int dscp, boolean cardStamps) {
    /// IFNAMSIZ is 16 with its terminating NUL.
    private static final int LONGEST_DEVICE = 15;

    public SocketOptions {
        if (receiveBufferBytes < 4_096) {
            throw new IllegalArgumentException("a receive buffer of " + receiveBufferBytes + "; it must be 4096 on");
        }
        if (dscp < 0 || dscp > 63) {
            throw new IllegalArgumentException("dscp is " + dscp + "; it must be 0 to 63");
        }
        device.ifPresent(name -> {
            if (name.isEmpty() || name.length() > LONGEST_DEVICE) {
                throw new IllegalArgumentException("no interface can be named '" + name + "'; ip link lists them");
            }
        });
    }

    /// All interfaces, best effort.
    public static SocketOptions withBuffer(int receiveBufferBytes) {
        return new SocketOptions(receiveBufferBytes, Optional.empty(), 0, false);
    }
}
