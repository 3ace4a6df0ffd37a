package org.timeball.ntp.nts;

import java.security.MessageDigest;
import java.util.Arrays;

/// AES-SIV-CMAC-256 (RFC 5297) with a nonce as the last of what is associated (its section 3).
///
/// The runtime has no CMAC, but AES in CBC mode, which is the same up to the last block's subkey, and in one call for
/// all blocks.
final class AesSiv implements Aead {
    private static final int HALF = 16;

    private final AesBlocks mac = AesBlocks.cbc();
    private final AesBlocks counter = AesBlocks.ecb();
    private final byte[] wholeKey = new byte[AesBlocks.BLOCK];
    private final byte[] paddedKey = new byte[AesBlocks.BLOCK];
    private final byte[] zeroMac = new byte[AesBlocks.BLOCK];
    private final byte[] vector = new byte[AesBlocks.BLOCK];
    private final byte[] block = new byte[AesBlocks.BLOCK];
    private final byte[] message = new byte[LONGEST + AesBlocks.BLOCK];
    private final byte[] chained = new byte[LONGEST + AesBlocks.BLOCK];

    @Override
    public void key(byte[] from, int at) {
        mac.key(from, at, HALF);
        counter.key(from, at + HALF, HALF);
        Arrays.fill(wholeKey, (byte) 0);
        mac.encrypt(wholeKey, AesBlocks.BLOCK, block);
        System.arraycopy(block, 0, wholeKey, 0, AesBlocks.BLOCK);
        twice(wholeKey);
        System.arraycopy(wholeKey, 0, paddedKey, 0, AesBlocks.BLOCK);
        twice(paddedKey);
        Arrays.fill(message, 0, AesBlocks.BLOCK, (byte) 0);
        cmac(AesBlocks.BLOCK, zeroMac);
    }

    @Override
    public void seal(byte[] associated, int associatedBytes, byte[] nonce, int nonceBytes, byte[] plain, int at,
            int bytes, byte[] tag) {
        vectorOf(associated, associatedBytes, nonce, nonceBytes, plain, at, bytes);
        System.arraycopy(vector, 0, tag, 0, TAG_BYTES);
        mix(tag, plain, at, bytes);
    }

    @Override
    public boolean open(byte[] associated, int associatedBytes, byte[] nonce, int nonceBytes, byte[] sealed, int at,
            int bytes, byte[] tag) {
        mix(tag, sealed, at, bytes);
        vectorOf(associated, associatedBytes, nonce, nonceBytes, sealed, at, bytes);
        return MessageDigest.isEqual(vector, tag);
    }

    @Override
    public boolean takesNonce(int bytes) {
        return bytes > 0 && bytes <= LONGEST;
    }

    /// S2V (section 2.4).
    private void vectorOf(byte[] associated, int associatedBytes, byte[] nonce, int nonceBytes, byte[] plain, int at,
            int bytes) {
        System.arraycopy(zeroMac, 0, vector, 0, AesBlocks.BLOCK);
        absorb(associated, associatedBytes);
        absorb(nonce, nonceBytes);
        if (bytes >= AesBlocks.BLOCK) {
            System.arraycopy(plain, at, message, 0, bytes);
            for (int i = 0; i < AesBlocks.BLOCK; i++) {
                message[bytes - AesBlocks.BLOCK + i] ^= vector[i];
            }
            cmac(bytes, vector);
            return;
        }
        twice(vector);
        for (int i = 0; i < bytes; i++) {
            vector[i] ^= plain[at + i];
        }
        vector[bytes] ^= (byte) 0x80;
        System.arraycopy(vector, 0, message, 0, AesBlocks.BLOCK);
        cmac(AesBlocks.BLOCK, vector);
    }

    private void absorb(byte[] from, int bytes) {
        System.arraycopy(from, 0, message, 0, bytes);
        cmac(bytes, block);
        twice(vector);
        for (int i = 0; i < AesBlocks.BLOCK; i++) {
            vector[i] ^= block[i];
        }
    }

    /// CMAC (RFC 4493) of what is in `message`.
    private void cmac(int bytes, byte[] code) {
        int whole = Math.max(AesBlocks.BLOCK, bytes + AesBlocks.BLOCK - 1 & -AesBlocks.BLOCK);
        byte[] subkey = wholeKey;
        if (whole != bytes) {
            message[bytes] = (byte) 0x80;
            Arrays.fill(message, bytes + 1, whole, (byte) 0);
            subkey = paddedKey;
        }
        for (int i = 0; i < AesBlocks.BLOCK; i++) {
            message[whole - AesBlocks.BLOCK + i] ^= subkey[i];
        }
        mac.encrypt(message, whole, chained);
        System.arraycopy(chained, whole - AesBlocks.BLOCK, code, 0, AesBlocks.BLOCK);
    }

    /// AES in counter mode, whose first counter is the tag without two of its bits (section 2.5).
    private void mix(byte[] tag, byte[] text, int at, int bytes) {
        System.arraycopy(tag, 0, block, 0, AesBlocks.BLOCK);
        block[8] &= 0x7f;
        block[12] &= 0x7f;
        int whole = bytes + AesBlocks.BLOCK - 1 & -AesBlocks.BLOCK;
        for (int i = 0; i < whole; i += AesBlocks.BLOCK) {
            System.arraycopy(block, 0, message, i, AesBlocks.BLOCK);
            for (int k = AesBlocks.BLOCK - 1; k >= 0 && ++block[k] == 0; k--) {
                // Carry.
            }
        }
        counter.encrypt(message, whole, chained);
        for (int i = 0; i < bytes; i++) {
            text[at + i] ^= chained[i];
        }
    }

    /// Times x in GF(2^128).
    private static void twice(byte[] value) {
        int carry = 0;
        for (int i = AesBlocks.BLOCK - 1; i >= 0; i--) {
            int bits = (value[i] & 255) << 1 | carry;
            value[i] = (byte) bits;
            carry = bits >>> 8;
        }
        value[AesBlocks.BLOCK - 1] ^= (byte) (carry * 0x87);
    }
}
