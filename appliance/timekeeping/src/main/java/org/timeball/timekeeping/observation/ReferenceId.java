package org.timeball.timekeeping.observation;

import org.timeball.timekeeping.world.IpAddress;

/// What NTP calls a reference by: 32 bits, first byte in the top byte (RFC 5905 section 7.3).
public final class ReferenceId {
    /// 127.127.1.1, by convention a clock that is its own reference.
    public static final int LOCAL = 0x7f7f0101;
    private static final int BYTES = 4;
    private static final int ADDRESS_BYTES = 16;

    private ReferenceId() {
    }

    /// A refclock's: its name, filled up with zeros.
    ///
    /// @param name one to four printable ASCII characters
    public static int ofName(String name) {
        if (name.isEmpty() || name.length() > BYTES || !name.chars().allMatch(c -> c > 32 && c < 127)) {
            throw new IllegalArgumentException("a refid has 1 to 4 printable ASCII characters, not '" + name + "'");
        }
        int refid = 0;
        for (int i = 0; i < BYTES; i++) {
            refid = refid << 8 | (i < name.length() ? name.charAt(i) : 0);
        }
        return refid;
    }

    /// A server's: its IPv4 address, or the first four bytes of the MD5 digest of its IPv6 address.
    public static int ofAddress(IpAddress address) {
        if (address.isV4()) {
            return address.v4Bits();
        }
        byte[] bytes = new byte[ADDRESS_BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[i] = (byte) (address.high() >>> 56 - 8 * i);
            bytes[Long.BYTES + i] = (byte) (address.low() >>> 56 - 8 * i);
        }
        byte[] digest = Md5.of(bytes);
        return (digest[0] & 255) << 24 | (digest[1] & 255) << 16 | (digest[2] & 255) << 8 | digest[3] & 255;
    }

    /// As people read it: the characters of a name, else eight hexadecimal digits.
    public static String text(int refid) {
        StringBuilder name = new StringBuilder();
        for (int rest = refid; rest != 0; rest <<= 8) {
            char c = (char) (rest >>> 24);
            if (c <= 32 || c >= 127) {
                return "%08X".formatted(refid);
            }
            name.append(c);
        }
        return name.isEmpty() ? "00000000" : name.toString();
    }
}
