package org.timeball.ntp.wire;

import java.nio.ByteBuffer;

/// Where the parts of a packet are: its extension fields and its MAC.
///
/// Extension fields and MACs carry no common mark, so length decides (RFC 7822 section 3): what is left after whole
/// extension fields and is 24 bytes or shorter can only be a MAC, since a last extension field without a MAC has at
/// least 28. Only version 4 has extension fields; before it everything after the header is a MAC.
///
/// Moved from packet to packet by [#parse]; not for two threads at once. Allocates nothing and throws on no content.
public final class PacketLayout {
    /// More fields than a sensible packet has; one with more counts as malformed.
    public static final int MOST_FIELDS = 100;

    private static final int KEY_ID = 4;
    private static final int SHORTEST_MAC = KEY_ID + 16;
    private static final int LONGEST_MAC_V4 = KEY_ID + 20;
    private static final int LONGEST_MAC = KEY_ID + 64;
    private static final int MS_SNTP = 20;
    private static final int MS_SNTP_EXTENDED = 72;

    private final int[] fieldAt = new int[MOST_FIELDS];
    private ByteBuffer packet = ByteBuffer.allocate(HeaderFlyweight.BYTES);
    private int fields;
    private int fieldsEnd = HeaderFlyweight.BYTES;
    private int length = HeaderFlyweight.BYTES;

    /// The layout of a bare header, until another packet is parsed.
    public PacketLayout() {
    }

    /// @param next network order, from index 0
    /// @param bytes of the packet
    /// @param version from its header
    public PacketTail parse(ByteBuffer next, int bytes, int version) {
        packet = next;
        length = bytes;
        fields = 0;
        fieldsEnd = HeaderFlyweight.BYTES;
        if (bytes < HeaderFlyweight.BYTES || bytes > next.capacity() || (bytes & 3) != 0) {
            return PacketTail.MALFORMED;
        }
        return version >= 4 ? parseV4() : parseV3(version);
    }

    private PacketTail parseV4() {
        while (length - fieldsEnd > LONGEST_MAC_V4) {
            int field = packet.getShort(fieldsEnd + 2) & 0xffff;
            int rest = length - fieldsEnd;
            if (field < ExtensionField.SHORTEST || (field & 3) != 0 || field > rest) {
                return isMac(rest, LONGEST_MAC) ? PacketTail.MAC : PacketTail.MALFORMED;
            }
            if (fields == MOST_FIELDS) {
                return PacketTail.MALFORMED;
            }
            fieldAt[fields++] = fieldsEnd;
            fieldsEnd += field;
        }
        int rest = length - fieldsEnd;
        if (rest == 0) {
            return fields > 0 ? PacketTail.EXTENSIONS : PacketTail.NOTHING;
        }
        return ofCode(rest, LONGEST_MAC_V4);
    }

    private PacketTail parseV3(int version) {
        int rest = length - fieldsEnd;
        if (rest == 0) {
            return PacketTail.NOTHING;
        }
        if (version == 3 && packet.getInt(fieldsEnd) != 0
                && (rest == MS_SNTP && isZero(fieldsEnd + 4) || rest == MS_SNTP_EXTENDED && isZero(fieldsEnd + 8))) {
            return PacketTail.MS_SNTP;
        }
        return ofCode(rest, LONGEST_MAC);
    }

    private static PacketTail ofCode(int rest, int longest) {
        if (rest == KEY_ID) {
            return PacketTail.CRYPTO_NAK;
        }
        return isMac(rest, longest) ? PacketTail.MAC : PacketTail.MALFORMED;
    }

    private static boolean isMac(int bytes, int longest) {
        return bytes >= SHORTEST_MAC && bytes <= longest;
    }

    private boolean isZero(int from) {
        for (int i = from; i < length; i++) {
            if (packet.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /// How many extension fields there are.
    public int fields() {
        return fields;
    }

    /// Where field `i` begins, with its type.
    public int fieldAt(int i) {
        return fieldAt[i];
    }

    public int fieldType(int i) {
        return packet.getShort(fieldAt[i]) & 0xffff;
    }

    /// Whole bytes of field `i`: type, length, body and padding.
    public int fieldBytes(int i) {
        return packet.getShort(fieldAt[i] + 2) & 0xffff;
    }

    /// The first field of this type, or -1.
    public int find(int type) {
        for (int i = 0; i < fields; i++) {
            if (fieldType(i) == type) {
                return i;
            }
        }
        return -1;
    }

    /// Where the MAC begins, which is what the extension fields end at.
    public int codeAt() {
        return fieldsEnd;
    }

    /// Bytes of the MAC with its key id; 0 without one.
    public int codeBytes() {
        return length - fieldsEnd;
    }
}
