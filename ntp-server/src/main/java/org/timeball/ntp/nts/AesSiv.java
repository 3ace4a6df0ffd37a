package org.timeball.ntp.nts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// AES-SIV-CMAC-256 (RFC 5297) with a nonce as the last of what is associated (its section 3); nothing is associated
/// where that has no bytes.
///
/// The runtime has no CMAC, but AES in CBC mode, which is the same up to the last block's subkey, and in one call for
/// all blocks. Blocks are held as two numbers of 64 bits, high half first.
final class AesSiv implements Aead {
    private static final VarHandle HALVES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int HALF = 8;
    private static final long POLYNOMIAL = 0x87;
    /// The two bits of a tag that its first counter lacks (section 2.5).
    private static final long COUNTER_MASK = 0x7fff_ffff_7fff_ffffL;

    private final AesBlocks mac = AesBlocks.cbc();
    private final AesBlocks counter = AesBlocks.ecb();
    private final byte[] counterKey = new byte[AesBlocks.BLOCK];
    private final byte[] message = new byte[LONGEST + AesBlocks.BLOCK];
    private final byte[] chained = new byte[LONGEST + AesBlocks.BLOCK];
    private boolean counterReady;
    private long wholeHigh;
    private long wholeLow;
    private long paddedHigh;
    private long paddedLow;
    private long zeroHigh;
    private long zeroLow;
    /// The last code, and the vector that comes of several.
    private long codeHigh;
    private long codeLow;
    private long vectorHigh;
    private long vectorLow;

    private static long get(byte[] from, int at) {
        return (long) HALVES.get(from, at);
    }

    private static void put(byte[] to, int at, long half) {
        HALVES.set(to, at, half);
    }

    /// The high half of a block times x in GF(2^128).
    private static long twiceHigh(long high, long low) {
        return high << 1 | low >>> Long.SIZE - 1;
    }

    private static long twiceLow(long high, long low) {
        return low << 1 ^ (high >> Long.SIZE - 1 & POLYNOMIAL);
    }

    @Override
    public void key(byte[] from, int at) {
        mac.key(from, at, AesBlocks.BLOCK);
        System.arraycopy(from, at + AesBlocks.BLOCK, counterKey, 0, AesBlocks.BLOCK);
        counterReady = false;
        Arrays.fill(message, 0, AesBlocks.BLOCK, (byte) 0);
        mac.encrypt(message, AesBlocks.BLOCK, chained);
        long high = get(chained, 0);
        long low = get(chained, HALF);
        wholeHigh = twiceHigh(high, low);
        wholeLow = twiceLow(high, low);
        paddedHigh = twiceHigh(wholeHigh, wholeLow);
        paddedLow = twiceLow(wholeHigh, wholeLow);
        cmac(AesBlocks.BLOCK);
        zeroHigh = codeHigh;
        zeroLow = codeLow;
    }

    @Override
    public void seal(byte[] associated, int associatedBytes, byte[] nonce, int nonceBytes, byte[] plain, int at,
            int bytes, byte[] tag) {
        vectorOf(associated, associatedBytes, nonce, nonceBytes, plain, at, bytes);
        put(tag, 0, codeHigh);
        put(tag, HALF, codeLow);
        mix(tag, plain, at, bytes);
    }

    @Override
    public boolean open(byte[] associated, int associatedBytes, byte[] nonce, int nonceBytes, byte[] sealed, int at,
            int bytes, byte[] tag) {
        mix(tag, sealed, at, bytes);
        vectorOf(associated, associatedBytes, nonce, nonceBytes, sealed, at, bytes);
        return (codeHigh ^ get(tag, 0) | codeLow ^ get(tag, HALF)) == 0;
    }

    @Override
    public boolean takesNonce(int bytes) {
        return bytes > 0 && bytes <= LONGEST;
    }

    /// S2V (section 2.4), into the code.
    private void vectorOf(byte[] associated, int associatedBytes, byte[] nonce, int nonceBytes, byte[] plain, int at,
            int bytes) {
        vectorHigh = zeroHigh;
        vectorLow = zeroLow;
        if (associatedBytes > 0) {
            absorb(associated, associatedBytes);
        }
        absorb(nonce, nonceBytes);
        System.arraycopy(plain, at, message, 0, bytes);
        if (bytes >= AesBlocks.BLOCK) {
            xor(bytes - AesBlocks.BLOCK, vectorHigh, vectorLow);
            cmac(bytes);
            return;
        }
        pad(bytes, AesBlocks.BLOCK);
        xor(0, twiceHigh(vectorHigh, vectorLow), twiceLow(vectorHigh, vectorLow));
        cmac(AesBlocks.BLOCK);
    }

    private void absorb(byte[] from, int bytes) {
        System.arraycopy(from, 0, message, 0, bytes);
        cmac(bytes);
        long high = twiceHigh(vectorHigh, vectorLow) ^ codeHigh;
        vectorLow = twiceLow(vectorHigh, vectorLow) ^ codeLow;
        vectorHigh = high;
    }

    private void xor(int at, long high, long low) {
        put(message, at, get(message, at) ^ high);
        put(message, at + HALF, get(message, at + HALF) ^ low);
    }

    private void pad(int from, int to) {
        message[from] = (byte) 0x80;
        Arrays.fill(message, from + 1, to, (byte) 0);
    }

    /// CMAC (RFC 4493) of what is in `message`, into the code.
    private void cmac(int bytes) {
        int whole = Math.max(AesBlocks.BLOCK, bytes + AesBlocks.BLOCK - 1 & -AesBlocks.BLOCK);
        if (whole == bytes) {
            xor(whole - AesBlocks.BLOCK, wholeHigh, wholeLow);
        } else {
            pad(bytes, whole);
            xor(whole - AesBlocks.BLOCK, paddedHigh, paddedLow);
        }
        mac.encrypt(message, whole, chained);
        codeHigh = get(chained, whole - AesBlocks.BLOCK);
        codeLow = get(chained, whole - HALF);
    }

    /// AES in counter mode (section 2.5). The cipher takes its key only when there is something to encrypt: most
    /// requests hide nothing.
    private void mix(byte[] tag, byte[] text, int at, int bytes) {
        if (bytes == 0) {
            return;
        }
        if (!counterReady) {
            counterReady = true;
            counter.key(counterKey, 0, AesBlocks.BLOCK);
        }
        long high = get(tag, 0);
        long low = get(tag, HALF) & COUNTER_MASK;
        int whole = bytes + AesBlocks.BLOCK - 1 & -AesBlocks.BLOCK;
        for (int i = 0; i < whole; i += AesBlocks.BLOCK) {
            put(message, i, high);
            put(message, i + HALF, low);
            low++;
            high += low == 0 ? 1 : 0;
        }
        counter.encrypt(message, whole, chained);
        int i = 0;
        for (; i + HALF <= bytes; i += HALF) {
            put(text, at + i, get(text, at + i) ^ get(chained, i));
        }
        for (; i < bytes; i++) {
            text[at + i] ^= chained[i];
        }
    }
}
