package org.timeball.ntp.wire;

import java.nio.ByteBuffer;

/// What follows the header of a packet (RFC 5905 section 7.5, RFC 7822 section 3).
///
/// Extension fields and MACs carry no common mark, so length decides: what is left after whole extension fields and
/// is 24 bytes or shorter can only be a MAC, since a last extension field without a MAC has at least 28. Only version 4
/// has extension fields; before it everything after the header is a MAC.
public enum PacketTail {
    /// The packet is the header alone.
    NOTHING,
    /// One or more well-formed extension fields and no MAC.
    EXTENSIONS,
    /// A MAC at the end, perhaps after extension fields.
    MAC,
    /// A key identifier without a digest: the sender could not verify what it got (RFC 5905 section 7.3).
    CRYPTO_NAK,
    /// Neither; also a packet shorter than a header.
    MALFORMED;

    private static final int SHORTEST_FIELD = 16;
    private static final int KEY_ID = 4;
    private static final int SHORTEST_MAC = KEY_ID + 16;
    private static final int LONGEST_MAC_V4 = KEY_ID + 20;
    private static final int LONGEST_MAC = KEY_ID + 64;

    /// @param packet network order
    /// @param length bytes of the packet, at most the buffer's capacity
    /// @param version from its header
    public static PacketTail of(ByteBuffer packet, int length, int version) {
        if (length < HeaderFlyweight.BYTES || length > packet.capacity() || (length & 3) != 0) {
            return MALFORMED;
        }
        int at = HeaderFlyweight.BYTES;
        if (version >= 4) {
            while (length - at > LONGEST_MAC_V4) {
                int field = packet.getShort(at + 2) & 0xffff;
                if (field < SHORTEST_FIELD || (field & 3) != 0 || field > length - at) {
                    return isMac(length - at, LONGEST_MAC) ? MAC : MALFORMED;
                }
                at += field;
            }
        }
        return ofRest(length - at, at > HeaderFlyweight.BYTES, version);
    }

    private static PacketTail ofRest(int rest, boolean fieldsBefore, int version) {
        if (rest == 0) {
            return fieldsBefore ? EXTENSIONS : NOTHING;
        }
        if (rest == KEY_ID) {
            return CRYPTO_NAK;
        }
        return isMac(rest, version >= 4 ? LONGEST_MAC_V4 : LONGEST_MAC) ? MAC : MALFORMED;
    }

    private static boolean isMac(int bytes, int longest) {
        return bytes >= SHORTEST_MAC && bytes <= longest;
    }
}
