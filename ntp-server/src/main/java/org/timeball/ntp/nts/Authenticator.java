package org.timeball.ntp.nts;

import java.nio.ByteBuffer;
import org.timeball.ntp.wire.ExtensionField;

/// The field that authenticates all before it and hides what is in it (RFC 8915 section 5.6): lengths of nonce and
/// ciphertext, both padded to whole words.
///
/// Sealed last of all, since the transmit time is in what it authenticates. For one thread.
final class Authenticator {
    private static final int LENGTHS = 4;
    private static final int MOST_NONCE = 64;

    private final byte[] associated = new byte[Aead.LONGEST];
    private final byte[] nonce = new byte[MOST_NONCE];
    private final byte[] tag = new byte[Aead.TAG_BYTES];
    private final byte[] text = new byte[Aead.LONGEST];
    private int textBytes;

    /// Bytes of the whole field.
    ///
    /// @param hidden bytes of what is encrypted, a multiple of 4
    static int bytesFor(AeadAlgorithm algorithm, int hidden) {
        return ExtensionField.bytesFor(LENGTHS + algorithm.nonceBytes() + Aead.TAG_BYTES + hidden);
    }

    /// Writes the field.
    ///
    /// @param at where it begins; all before it is authenticated
    /// @param hidden encrypted in place
    /// @return where it ends
    int seal(Aead aead, AeadAlgorithm algorithm, Nonces nonces, ByteBuffer packet, int at, byte[] hidden,
            int hiddenBytes) {
        int bytes = bytesFor(algorithm, hiddenBytes);
        int nonceBytes = algorithm.nonceBytes();
        int body = ExtensionField.begin(packet, at, ExtensionField.NTS_AUTHENTICATOR, bytes);
        packet.putShort(body, (short) nonceBytes);
        packet.putShort(body + 2, (short) (Aead.TAG_BYTES + hiddenBytes));
        nonces.next(nonce, 0, nonceBytes);
        packet.put(body + LENGTHS, nonce, 0, nonceBytes);
        packet.get(0, associated, 0, at);
        aead.seal(associated, at, nonce, nonceBytes, hidden, 0, hiddenBytes, tag);
        int sealed = body + LENGTHS + nonceBytes;
        packet.put(algorithm.tagFirst() ? sealed : sealed + hiddenBytes, tag, 0, Aead.TAG_BYTES);
        packet.put(algorithm.tagFirst() ? sealed + Aead.TAG_BYTES : sealed, hidden, 0, hiddenBytes);
        return at + bytes;
    }

    /// Checks a field and decrypts what it hides.
    ///
    /// @param at where it begins
    /// @param bytes of the field
    /// @return whether it authenticates what is before it; then [#hidden] has what it hid
    boolean open(Aead aead, AeadAlgorithm algorithm, ByteBuffer packet, int at, int bytes) {
        int body = at + ExtensionField.HEADER_BYTES;
        int nonceBytes = packet.getShort(body) & 0xffff;
        int sealedBytes = packet.getShort(body + 2) & 0xffff;
        int sealed = body + LENGTHS + (nonceBytes + 3 & -4);
        if (!isWellFormed(packet, at, bytes) || nonceBytes > MOST_NONCE || !aead.takesNonce(nonceBytes)) {
            return false;
        }
        textBytes = sealedBytes - Aead.TAG_BYTES;
        packet.get(body + LENGTHS, nonce, 0, nonceBytes);
        packet.get(algorithm.tagFirst() ? sealed : sealed + textBytes, tag);
        packet.get(algorithm.tagFirst() ? sealed + Aead.TAG_BYTES : sealed, text, 0, textBytes);
        packet.get(0, associated, 0, at);
        return aead.open(associated, at, nonce, nonceBytes, text, 0, textBytes, tag);
    }

    /// Whether nonce and ciphertext lie within the field and are not too long for this program.
    static boolean isWellFormed(ByteBuffer packet, int at, int bytes) {
        int body = at + ExtensionField.HEADER_BYTES;
        int nonceBytes = packet.getShort(body) & 0xffff;
        int sealedBytes = packet.getShort(body + 2) & 0xffff;
        return nonceBytes > 0 && sealedBytes >= Aead.TAG_BYTES && at <= Aead.LONGEST && sealedBytes <= Aead.LONGEST
                && body + LENGTHS + (nonceBytes + 3 & -4) + (sealedBytes + 3 & -4) <= at + bytes;
    }

    /// What the last opened field hid; the first [#hiddenBytes] are valid until the next call.
    byte[] hidden() {
        return text;
    }

    int hiddenBytes() {
        return textBytes;
    }
}
