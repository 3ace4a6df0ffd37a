package org.timeball.ntp.wire;

import java.nio.ByteBuffer;

/// The extension field of version 4 (RFC 7822): type and length in two bytes each, a body, and padding with zeros to
/// whole words. The length counts all of it.
public final class ExtensionField {
    /// Bytes of type and length.
    public static final int HEADER_BYTES = 4;
    /// Shortest field.
    public static final int SHORTEST = 16;
    /// Shortest last field of a packet without MAC; a shorter one would be taken for a MAC.
    public static final int SHORTEST_LAST = 28;
    /// NTS unique identifier (RFC 8915 section 5.3).
    public static final int UNIQUE_IDENTIFIER = 0x0104;
    /// NTS cookie (RFC 8915 section 5.4).
    public static final int NTS_COOKIE = 0x0204;
    /// NTS cookie placeholder (RFC 8915 section 5.5).
    public static final int NTS_COOKIE_PLACEHOLDER = 0x0304;
    /// NTS authenticator and encrypted fields (RFC 8915 section 5.6).
    public static final int NTS_AUTHENTICATOR = 0x0404;

    private ExtensionField() {
    }

    /// Whole bytes of a field with a body of `bodyBytes`.
    public static int bytesFor(int bodyBytes) {
        return Math.max(SHORTEST, HEADER_BYTES + bodyBytes + 3 & -4);
    }

    /// Writes type and length of a field and zeros for its body.
    ///
    /// @param at where it begins
    /// @param bytes of the whole field, from [#bytesFor]
    /// @return where the body begins
    public static int begin(ByteBuffer packet, int at, int type, int bytes) {
        if (bytes < SHORTEST || (bytes & 3) != 0 || bytes > 0xffff) {
            throw new IllegalArgumentException(
                    "an extension field of " + bytes + " bytes; it must have 16 to 65532, a multiple of 4");
        }
        packet.putShort(at, (short) type);
        packet.putShort(at + 2, (short) bytes);
        for (int i = HEADER_BYTES; i < bytes; i += 4) {
            packet.putInt(at + i, 0);
        }
        return at + HEADER_BYTES;
    }
}
