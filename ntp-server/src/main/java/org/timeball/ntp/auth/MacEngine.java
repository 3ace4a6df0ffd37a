package org.timeball.ntp.auth;

import java.nio.ByteBuffer;
import java.util.List;

/// Checks and writes the codes of packets with the keys of a [KeyRing].
///
/// A code is the key's id in four bytes and then the digest. Version 4 shortens digests to 20 bytes, so that a code can
/// be told from an extension field (RFC 7822 section 4); versions 1 to 3 carry them whole. Both sides must agree, so
/// another length is no code.
///
/// One thread each. Allocates when the ring's keys have changed, otherwise nothing.
public final class MacEngine {
    /// Bytes of the key id.
    public static final int KEY_ID_BYTES = 4;
    /// Longest digest in version 4.
    public static final int LONGEST_DIGEST_V4 = 20;
    private static final int LONGEST_DIGEST = 64;

    private final KeyRing ring;
    private final byte[] message = new byte[Mac.LONGEST_MESSAGE];
    private final byte[] code = new byte[LONGEST_DIGEST];
    private List<SymmetricKey> keys = List.of();
    private long[] ids = {};
    private Mac[] macs = {};

    public MacEngine(KeyRing ring) {
        this.ring = ring;
    }

    /// Whether the code at the end of a packet is that of one of our keys.
    ///
    /// @param packet network order, from index 0
    /// @param codeAt where the code begins: all before it is what it covers
    /// @param length of the packet with the code
    /// @param version of NTP, 1 to 4
    public boolean verify(ByteBuffer packet, int codeAt, int length, int version) {
        int digest = length - codeAt - KEY_ID_BYTES;
        if (digest <= 0 || codeAt > Mac.LONGEST_MESSAGE) {
            return false;
        }
        int index = find(Integer.toUnsignedLong(packet.getInt(codeAt)));
        if (index < 0 || digest != digestBytes(index, version)) {
            return false;
        }
        compute(index, packet, codeAt);
        int difference = 0;
        for (int i = 0; i < digest; i++) {
            difference |= code[i] ^ packet.get(codeAt + KEY_ID_BYTES + i);
        }
        return difference == 0;
    }

    /// Bytes that [#sign] adds.
    ///
    /// @return 0 if there is no such key
    public int codeBytes(long keyId, int version) {
        int index = find(keyId);
        return index < 0 ? 0 : KEY_ID_BYTES + digestBytes(index, version);
    }

    /// Writes a code behind a packet.
    ///
    /// @param packet network order, from index 0, with room for [#codeBytes] more
    /// @param length of the packet without code
    /// @return length with it; -1 if there is no such key
    public int sign(long keyId, ByteBuffer packet, int length, int version) {
        int index = find(keyId);
        if (index < 0) {
            return -1;
        }
        compute(index, packet, length);
        int digest = digestBytes(index, version);
        packet.putInt(length, (int) keyId);
        packet.put(length + KEY_ID_BYTES, code, 0, digest);
        return length + KEY_ID_BYTES + digest;
    }

    private int digestBytes(int index, int version) {
        int whole = keys.get(index).type().codeBytes();
        return version >= 4 ? Math.min(whole, LONGEST_DIGEST_V4) : whole;
    }

    private void compute(int index, ByteBuffer packet, int length) {
        packet.get(0, message, 0, length);
        macs[index].compute(message, length, code);
    }

    /// @return the key's index, negative if there is none
    private int find(long id) {
        if (ring.keys() != keys) {
            load();
        }
        int from = 0;
        int to = ids.length - 1;
        while (from <= to) {
            int middle = from + to >>> 1;
            if (ids[middle] == id) {
                return middle;
            }
            if (ids[middle] < id) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return -1;
    }

    private void load() {
        keys = ring.keys();
        ids = keys.stream().mapToLong(SymmetricKey::id).toArray();
        macs = keys.stream().map(Mac::of).toArray(Mac[]::new);
    }
}
