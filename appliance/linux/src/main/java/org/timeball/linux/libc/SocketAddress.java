package org.timeball.linux.libc;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;

/// A socket address in native memory: struct sockaddr_in (`<linux/in.h>`), struct sockaddr_in6 (`<linux/in6.h>`) or
/// struct sockaddr_un (`<linux/un.h>`), told apart by the family in its first two bytes.
///
/// IPv6 scope ids are not kept: an [IpAddress] has none.
public final class SocketAddress {
    public static final int AF_UNIX = 1;
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    /// Holds any of the three (sizeof struct sockaddr_storage).
    public static final int SIZE = 128;
    private static final int SIZE_IN = 16;
    private static final int SIZE_IN6 = 28;
    private static final int UNIX_PATH = 2;
    /// sizeof sun_path; one byte of it is the terminating NUL of a file-system path.
    private static final int UNIX_PATH_SIZE = 108;

    private final Memory memory = new Memory(SIZE);

    public Pointer pointer() {
        return memory;
    }

    /// The address family that a socket for `address` needs.
    public static int family(Address address) {
        return switch (address) {
            case Address.Udp(IpAddress ip, _) -> ip.isV4() ? AF_INET : AF_INET6;
            case Address.Unix _ -> AF_UNIX;
        };
    }

    /// Whether the address can be written at all: a Unix path has a limit of 107 bytes.
    public static boolean fits(Address address) {
        return switch (address) {
            case Address.Udp _ -> true;
            case Address.Unix(String path) -> !path.isEmpty() && path.lastIndexOf(0) <= 0
                    && path.getBytes(StandardCharsets.UTF_8).length < UNIX_PATH_SIZE;
        };
    }

    /// Writes an address that [#fits] here.
    ///
    /// @return its size in bytes
    public int write(Address address) {
        memory.clear();
        memory.setShort(0, (short) family(address));
        return switch (address) {
            case Address.Udp(IpAddress ip, int port) -> writeUdp(ip, port);
            case Address.Unix(String path) -> writeUnix(path.getBytes(StandardCharsets.UTF_8));
        };
    }

    private int writeUdp(IpAddress ip, int port) {
        memory.setByte(2, (byte) (port >>> 8));
        memory.setByte(3, (byte) port);
        if (ip.isV4()) {
            writeBytes(4, Integer.toUnsignedLong(ip.v4Bits()) << 32, 4);
            return SIZE_IN;
        }
        writeBytes(8, ip.high(), 8);
        writeBytes(16, ip.low(), 8);
        return SIZE_IN6;
    }

    private int writeUnix(byte[] path) {
        memory.write(UNIX_PATH, path, 0, path.length);
        boolean isAbstract = path[0] == 0;
        return UNIX_PATH + path.length + (isAbstract ? 0 : 1);
    }

    /// Reads the address that the kernel left here.
    ///
    /// @param size the size it reported; small for a Unix sender that is not bound
    /// @return empty for a family that is none of the three
    public Optional<Address> read(int size) {
        if (size < UNIX_PATH) {
            return Optional.of(new Address.Unix(""));
        }
        int port = (memory.getByte(2) & 255) << 8 | memory.getByte(3) & 255;
        return switch (memory.getShort(0)) {
            case AF_INET -> Optional.of(new Address.Udp(readV4(memory, 4), port));
            case AF_INET6 -> Optional.of(new Address.Udp(readV6(memory, 8), port));
            case AF_UNIX -> Optional.of(new Address.Unix(readPath(size)));
            default -> Optional.empty();
        };
    }

    private String readPath(int size) {
        int length = Math.min(size, UNIX_PATH + UNIX_PATH_SIZE) - UNIX_PATH;
        byte[] path = memory.getByteArray(UNIX_PATH, length);
        boolean isAbstract = length > 0 && path[0] == 0;
        int end = 0;
        while (end < length && (isAbstract || path[end] != 0)) {
            end++;
        }
        return new String(path, 0, end, StandardCharsets.UTF_8);
    }

    /// The four bytes of struct in_addr at `offset`, in network order.
    static IpAddress readV4(Pointer from, long offset) {
        return IpAddress.v4((int) readBytes(from, offset, 4));
    }

    /// The sixteen bytes of struct in6_addr at `offset`, in network order.
    static IpAddress readV6(Pointer from, long offset) {
        return new IpAddress(readBytes(from, offset, 8), readBytes(from, offset + 8, 8));
    }

    private static long readBytes(Pointer from, long offset, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | from.getByte(offset + i) & 255;
        }
        return value;
    }

    /// Writes the top `count` bytes of `value`, the first in the top byte.
    private void writeBytes(long offset, long value, int count) {
        for (int i = 0; i < count; i++) {
            memory.setByte(offset + i, (byte) (value >>> 56 - 8 * i));
        }
    }
}
