package org.timeball.linux.udp;

import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;

/// `struct sockaddr_in` and `struct sockaddr_in6` (<netinet/in.h>): family in host order, then in network order the
/// port and the address; for IPv6 the flow label before the address and the zone after it.
final class SocketAddress {
    /// Room for either.
    static final int BYTES = 28;
    private static final int V4_BYTES = 16;
    private static final int PORT = 2;
    private static final int V4_ADDRESS = 4;
    private static final int V6_ADDRESS = 8;
    private static final long V4_MAPPED = 0xffffL << 32;

    private SocketAddress() {
    }

    /// @return its length
    static int write(NativeMemory memory, int at, Address.Udp address) {
        IpAddress ip = address.ip();
        memory.wire.putShort(at + PORT, (short) address.port());
        if (ip.isV4()) {
            memory.host.putShort(at, (short) SocketCalls.AF_INET);
            memory.wire.putInt(at + V4_ADDRESS, ip.v4Bits());
            return V4_BYTES;
        }
        memory.host.putShort(at, (short) SocketCalls.AF_INET6);
        memory.wire.putLong(at + V6_ADDRESS, ip.high());
        memory.wire.putLong(at + V6_ADDRESS + 8, ip.low());
        return BYTES;
    }

    static Address.Udp read(NativeMemory memory, int at) {
        return new Address.Udp(new IpAddress(high(memory, at), low(memory, at)), port(memory, at));
    }

    static int port(NativeMemory memory, int at) {
        return memory.wire.getShort(at + PORT) & 0xffff;
    }

    /// Upper half of the [IpAddress].
    static long high(NativeMemory memory, int at) {
        return isV4(memory, at) ? 0 : memory.wire.getLong(at + V6_ADDRESS);
    }

    /// Lower half of the [IpAddress].
    static long low(NativeMemory memory, int at) {
        return isV4(memory, at)
                ? V4_MAPPED | Integer.toUnsignedLong(memory.wire.getInt(at + V4_ADDRESS))
                : memory.wire.getLong(at + V6_ADDRESS + 8);
    }

    private static boolean isV4(NativeMemory memory, int at) {
        return memory.host.getShort(at) == SocketCalls.AF_INET;
    }
}
