package org.timeball.timekeeping.world;

/// An IPv4 or IPv6 address as two integers, so that it can be compared and masked without an object a packet.
///
/// IPv4 is held in its mapped form ::ffff:a.b.c.d (RFC 4291 section 2.5.5.2).
///
/// @param high the first eight bytes, network order
/// @param low the last eight bytes, network order
public record IpAddress(long high, long low) {
    private static final long V4_MAPPED = 0xffffL << 32;

    public static IpAddress v4(int a, int b, int c, int d) {
        return v4((a & 255) << 24 | (b & 255) << 16 | (c & 255) << 8 | d & 255);
    }

    /// @param bits the four bytes in network order, the first in the top byte
    public static IpAddress v4(int bits) {
        return new IpAddress(0, V4_MAPPED | bits & 0xffff_ffffL);
    }

    public boolean isV4() {
        return high == 0 && low >>> 32 == 0xffff;
    }

    /// The bits of an IPv4 address, the first byte in the top byte; meaningless for IPv6.
    public int v4Bits() {
        return (int) low;
    }

    public boolean isLoopback() {
        return isV4() ? v4Bits() >>> 24 == 127 : high == 0 && low == 1;
    }

    /// Dotted quad, or IPv6 as RFC 5952 writes it.
    @Override
    public String toString() {
        if (isV4()) {
            int bits = v4Bits();
            return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && group(i + run) == 0) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }

    private int group(int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> 48 - 16 * (index & 3)) & 0xffff;
    }
}
