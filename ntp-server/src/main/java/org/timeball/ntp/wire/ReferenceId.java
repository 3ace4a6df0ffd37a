package org.timeball.ntp.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.timeball.timekeeping.world.IpAddress;

/// The 32-bit reference identifier (RFC 5905 section 7.3): a refclock's name at stratum 1, a kiss code at stratum 0,
/// the server followed above.
public final class ReferenceId {
    public static final int NONE = 0;
    /// Not yet synchronised for the first time (RFC 5905 section 7.4).
    public static final int INIT = ofCode("INIT");

    /// Kiss code: you ask too often (RFC 5905 section 7.4).
    public static final int RATE = ofCode("RATE");
    /// Kiss code: you may not ask.
    public static final int DENY = ofCode("DENY");
    /// Kiss code: get new cookies (RFC 8915 section 5.7).
    public static final int NTSN = ofCode("NTSN");

    private ReferenceId() {
    }

    /// The identifier of a name such as `GPS` or `PPS`, padded with zeros on the right.
    ///
    /// @param code one to four printable ASCII characters
    public static int ofCode(String code) {
        if (code.isEmpty() || code.length() > 4) {
            throw new IllegalArgumentException("reference id '" + code + "': it must have one to four characters");
        }
        int id = 0;
        for (int i = 0; i < 4; i++) {
            int c = i < code.length() ? code.charAt(i) : 0;
            if (i < code.length() && !isPrintable(c)) {
                throw new IllegalArgumentException("reference id '" + code + "': only printable ASCII is allowed");
            }
            id = id << 8 | c;
        }
        return id;
    }

    /// The identifier of a server that is followed: its IPv4 address, or the first four bytes of the MD5 digest of its
    /// IPv6 address.
    public static int ofServer(IpAddress server) {
        if (server.isV4()) {
            return server.v4Bits();
        }
        byte[] address = ByteBuffer.allocate(16).putLong(server.high()).putLong(server.low()).array();
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("MD5").digest(address)).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks MD5; use one with the java.base providers", e);
        }
    }

    /// As people read it: the characters if all are printable, else eight hexadecimal digits as chronyc shows them.
    public static String text(int id) {
        byte[] bytes = ByteBuffer.allocate(4).putInt(id).array();
        int length = 4;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        for (int i = 0; i < length; i++) {
            if (!isPrintable(bytes[i])) {
                return "%08X".formatted(id);
            }
        }
        return length == 0 ? "%08X".formatted(id) : new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }

    private static boolean isPrintable(int c) {
        return c >= 0x20 && c < 0x7f;
    }
}
