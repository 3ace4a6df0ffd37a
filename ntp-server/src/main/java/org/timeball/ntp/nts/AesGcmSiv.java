package org.timeball.ntp.nts;

import java.security.MessageDigest;
import org.timeball.ntp.auth.AesBlocks;

/// AES-128-GCM-SIV (RFC 8452).
final class AesGcmSiv implements Aead {
    private static final int NONCE = 12;
    private static final int HALF = 8;
    private static final int DERIVED = 4;

    private final AesBlocks derivation = AesBlocks.ecb();
    private final AesBlocks cipher = AesBlocks.ecb();
    private final Polyval polyval = new Polyval();
    private final byte[] derivationInput = new byte[DERIVED * AesBlocks.BLOCK];
    private final byte[] derivedBlocks = new byte[DERIVED * AesBlocks.BLOCK];
    private final byte[] keys = new byte[DERIVED * HALF];
    private final byte[] block = new byte[AesBlocks.BLOCK];
    private final byte[] expected = new byte[TAG_BYTES];
    private final byte[] counters = new byte[LONGEST];
    private final byte[] stream = new byte[LONGEST];

    @Override
    public void key(byte[] from, int at) {
        derivation.key(from, at, AesBlocks.BLOCK);
    }

    @Override
    public void seal(byte[] associated, int associatedBytes, byte[] nonce, int nonceBytes, byte[] plain, int at,
            int bytes, byte[] tag) {
        derive(nonce);
        tagOf(associated, associatedBytes, nonce, plain, at, bytes, tag);
        mix(tag, plain, at, bytes);
    }

    @Override
    public boolean open(byte[] associated, int associatedBytes, byte[] nonce, int nonceBytes, byte[] sealed, int at,
            int bytes, byte[] tag) {
        derive(nonce);
        mix(tag, sealed, at, bytes);
        tagOf(associated, associatedBytes, nonce, sealed, at, bytes, expected);
        return MessageDigest.isEqual(expected, tag);
    }

    @Override
    public boolean takesNonce(int bytes) {
        return bytes == NONCE;
    }

    /// Keys for one nonce (section 4).
    private void derive(byte[] nonce) {
        for (int i = 0; i < DERIVED; i++) {
            derivationInput[i * AesBlocks.BLOCK] = (byte) i;
            System.arraycopy(nonce, 0, derivationInput, i * AesBlocks.BLOCK + 4, NONCE);
        }
        derivation.encrypt(derivationInput, derivationInput.length, derivedBlocks);
        for (int i = 0; i < DERIVED; i++) {
            System.arraycopy(derivedBlocks, i * AesBlocks.BLOCK, keys, i * HALF, HALF);
        }
        polyval.key(keys, 0);
        cipher.key(keys, 2 * HALF, 2 * HALF);
    }

    private void tagOf(byte[] associated, int associatedBytes, byte[] nonce, byte[] plain, int at, int bytes,
            byte[] tag) {
        polyval.begin();
        polyval.add(associated, 0, associatedBytes);
        polyval.add(plain, at, bytes);
        polyval.addLengths(associatedBytes, bytes);
        polyval.end(block);
        for (int i = 0; i < NONCE; i++) {
            block[i] ^= nonce[i];
        }
        block[AesBlocks.BLOCK - 1] &= 0x7f;
        cipher.encrypt(block, AesBlocks.BLOCK, tag);
    }

    /// AES in counter mode; the counter is the first word, low byte first.
    private void mix(byte[] tag, byte[] text, int at, int bytes) {
        System.arraycopy(tag, 0, block, 0, AesBlocks.BLOCK);
        block[AesBlocks.BLOCK - 1] |= (byte) 0x80;
        int whole = bytes + AesBlocks.BLOCK - 1 & -AesBlocks.BLOCK;
        for (int i = 0; i < whole; i += AesBlocks.BLOCK) {
            System.arraycopy(block, 0, counters, i, AesBlocks.BLOCK);
            for (int k = 0; k < 4 && ++block[k] == 0; k++) {
                // Carry.
            }
        }
        cipher.encrypt(counters, whole, stream);
        for (int i = 0; i < bytes; i++) {
            text[at + i] ^= stream[i];
        }
    }
}
