package org.timeball.linux.udp;

/// The sender of a datagram, read in place: `struct sockaddr_in` (<linux/in.h>) or `struct sockaddr_in6`
/// (<linux/in6.h>). Family in host order; in network order the port and the address, which IPv6 has after its flow
/// label.
final class ClientAddress {
    /// Room for either.
    static final int BYTES = 28;
    private static final short AF_INET = 2;
    private static final int PORT = 2;
    private static final int V4_ADDRESS = 4;
    private static final int V6_ADDRESS = 8;
    private static final long V4_MAPPED = 0xffffL << 32;

    private ClientAddress() {
    }

    static int port(NativeMemory memory, int at) {
        return memory.wire.getShort(at + PORT) & 0xffff;
    }

    /// Upper half of the IpAddress.
    static long high(NativeMemory memory, int at) {
        return isV4(memory, at) ? 0 : memory.wire.getLong(at + V6_ADDRESS);
    }

    /// Lower half of the IpAddress.
    static long low(NativeMemory memory, int at) {
        return isV4(memory, at)
                ? V4_MAPPED | Integer.toUnsignedLong(memory.wire.getInt(at + V4_ADDRESS))
                : memory.wire.getLong(at + V6_ADDRESS + 8);
    }

    private static boolean isV4(NativeMemory memory, int at) {
        return memory.host.getShort(at) == AF_INET;
    }
}
