package org.timeball.ntp.auth;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// AES-CMAC (RFC 4493).
///
/// The runtime has none, but AES in CBC mode, which is the same up to the last block's subkey, and in one call for all
/// blocks. Blocks are held as two numbers of 64 bits, high half first. For one thread; only taking a key allocates.
public final class AesCmac {
    /// Longest message.
    public static final int LONGEST = Mac.LONGEST_MESSAGE;
    private static final VarHandle HALVES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int HALF = Long.BYTES;
    /// x^128 + x^7 + x^2 + x + 1 (RFC 4493 section 2.3).
    private static final long POLYNOMIAL = 0x87;

    private final AesBlocks cipher = AesBlocks.cbc();
    private final byte[] message = new byte[LONGEST + AesBlocks.BLOCK];
    private final byte[] chained = new byte[LONGEST + AesBlocks.BLOCK];
    private long wholeHigh;
    private long wholeLow;
    private long paddedHigh;
    private long paddedLow;
    private long codeHigh;
    private long codeLow;

    /// Without a key.
    public AesCmac() {
    }

    /// Eight bytes as a number, the first the highest.
    public static long half(byte[] from, int at) {
        return (long) HALVES.get(from, at);
    }

    public static void putHalf(byte[] to, int at, long half) {
        HALVES.set(to, at, half);
    }

    /// The high half of a block times x in GF(2^128).
    public static long twiceHigh(long high, long low) {
        return high << 1 | low >>> Long.SIZE - 1;
    }

    /// The low half of it.
    public static long twiceLow(long high, long low) {
        return low << 1 ^ (high >> Long.SIZE - 1 & POLYNOMIAL);
    }

    /// @param at where the key begins
    /// @param bytes 16 or 32
    public void key(byte[] from, int at, int bytes) {
        cipher.key(from, at, bytes);
        Arrays.fill(message, 0, AesBlocks.BLOCK, (byte) 0);
        cipher.encrypt(message, AesBlocks.BLOCK, chained);
        long high = half(chained, 0);
        long low = half(chained, HALF);
        wholeHigh = twiceHigh(high, low);
        wholeLow = twiceLow(high, low);
        paddedHigh = twiceHigh(wholeHigh, wholeLow);
        paddedLow = twiceLow(wholeHigh, wholeLow);
    }

    /// Takes in a message.
    ///
    /// @param bytes of it, at most [#LONGEST]
    public AesCmac message(byte[] from, int at, int bytes) {
        System.arraycopy(from, at, message, 0, bytes);
        return this;
    }

    /// Mixes a block into the message that was taken in.
    public AesCmac xor(int at, long high, long low) {
        putHalf(message, at, half(message, at) ^ high);
        putHalf(message, at + HALF, half(message, at + HALF) ^ low);
        return this;
    }

    /// Fills the message up to a whole block (RFC 4493 section 2.4).
    public AesCmac pad(int from, int to) {
        message[from] = (byte) 0x80;
        Arrays.fill(message, from + 1, to, (byte) 0);
        return this;
    }

    /// Computes the code of the message that was taken in, and spends that.
    public void compute(int bytes) {
        int whole = Math.max(AesBlocks.BLOCK, bytes + AesBlocks.BLOCK - 1 & -AesBlocks.BLOCK);
        if (whole == bytes) {
            xor(whole - AesBlocks.BLOCK, wholeHigh, wholeLow);
        } else {
            pad(bytes, whole);
            xor(whole - AesBlocks.BLOCK, paddedHigh, paddedLow);
        }
        cipher.encrypt(message, whole, chained);
        codeHigh = half(chained, whole - AesBlocks.BLOCK);
        codeLow = half(chained, whole - HALF);
    }

    public long codeHigh() {
        return codeHigh;
    }

    public long codeLow() {
        return codeLow;
    }
}
