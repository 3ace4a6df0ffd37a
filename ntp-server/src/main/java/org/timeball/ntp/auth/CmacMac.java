package org.timeball.ntp.auth;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/// AES-CMAC (RFC 4493) over the message, as RFC 8573 uses it.
///
/// Java's providers have the cipher alone, so the chaining is done here: each block is mixed with the cipher of all
/// before it; the last one also with a subkey, which tells a padded from a whole block.
final class CmacMac implements Mac {
    private static final int BLOCK = 16;
    /// x^128 + x^7 + x^2 + x + 1 (RFC 4493 section 2.3).
    private static final int POLYNOMIAL = 0x87;

    private final Cipher cipher;
    private final byte[] wholeKey;
    private final byte[] paddedKey;
    private final byte[] chain = new byte[BLOCK];
    private final byte[] encrypted = new byte[BLOCK];

    CmacMac(SymmetricKey key) {
        try {
            cipher = Cipher.getInstance(key.type().algorithm());
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.secret(), "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "this Java runtime lacks " + key.type().text() + "; use one with the java.base providers", e);
        }
        byte[] zero = new byte[BLOCK];
        encrypt(zero);
        wholeKey = doubled(zero);
        paddedKey = doubled(wholeKey);
    }

    /// Times x in GF(2^128).
    private static byte[] doubled(byte[] from) {
        byte[] to = new byte[BLOCK];
        int carry = 0;
        for (int i = BLOCK - 1; i >= 0; i--) {
            int bits = (from[i] & 255) << 1 | carry;
            to[i] = (byte) bits;
            carry = bits >>> 8;
        }
        to[BLOCK - 1] ^= (byte) (carry * POLYNOMIAL);
        return to;
    }

    @Override
    public int compute(byte[] message, int length, byte[] code) {
        for (int i = 0; i < BLOCK; i++) {
            chain[i] = 0;
        }
        int at = 0;
        while (length - at > BLOCK) {
            mix(message, at, BLOCK);
            encrypt(chain);
            at += BLOCK;
        }
        int rest = length - at;
        mix(message, at, rest);
        if (rest < BLOCK) {
            chain[rest] ^= (byte) 0x80;
        }
        byte[] subkey = rest < BLOCK ? paddedKey : wholeKey;
        for (int i = 0; i < BLOCK; i++) {
            chain[i] ^= subkey[i];
        }
        encrypt(chain);
        System.arraycopy(chain, 0, code, 0, BLOCK);
        return BLOCK;
    }

    private void mix(byte[] message, int at, int bytes) {
        for (int i = 0; i < bytes; i++) {
            chain[i] ^= message[at + i];
        }
    }

    /// Not in place: the provider would copy the block.
    private void encrypt(byte[] block) {
        try {
            cipher.update(block, 0, BLOCK, encrypted, 0);
            System.arraycopy(encrypted, 0, block, 0, BLOCK);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a block of " + BLOCK + " bytes did not fit itself", e);
        }
    }
}
