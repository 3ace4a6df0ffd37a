package org.timeball.ntp.nts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.timeball.ntp.auth.AesBlocks;

/// The universal hash of AES-GCM-SIV (RFC 8452 section 3), computed as GHASH over reversed bytes (its appendix A), with
/// a table of sixteen multiples of the key.
///
/// A table look-up takes a time that depends on what is hashed, through the processor's cache; the table is 256 bytes,
/// four cache lines, and made anew for every message.
final class Polyval {
    private static final VarHandle HALVES = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final int NIBBLES = 16;
    private static final long REDUCTION = 0xe1L << 56;
    /// What four bits that leave at the low end add at the high end.
    private static final long[] REDUCED = reduced();

    private final long[] high = new long[NIBBLES];
    private final long[] low = new long[NIBBLES];
    private long sumHigh;
    private long sumLow;

    private static long[] reduced() {
        long[] table = new long[NIBBLES];
        for (int i = 0; i < NIBBLES; i++) {
            long value = 0;
            long rest = i;
            for (int bit = 0; bit < 4; bit++) {
                value = value >>> 1 ^ ((rest & 1) != 0 ? REDUCTION : 0);
                rest >>>= 1;
            }
            table[i] = value;
        }
        return table;
    }

    void key(byte[] from, int at) {
        // The key of GHASH is x times the reversed key of POLYVAL.
        long h = little(from, at + 8);
        long l = little(from, at);
        long carry = l & 1;
        l = l >>> 1 | h << 63;
        h = h >>> 1 ^ (carry != 0 ? REDUCTION : 0);
        for (int i = NIBBLES / 2; i > 0; i >>= 1) {
            high[i] = h;
            low[i] = l;
            carry = l & 1;
            l = l >>> 1 | h << 63;
            h = h >>> 1 ^ (carry != 0 ? REDUCTION : 0);
        }
        for (int i = 2; i < NIBBLES; i <<= 1) {
            for (int k = 1; k < i; k++) {
                high[i + k] = high[i] ^ high[k];
                low[i + k] = low[i] ^ low[k];
            }
        }
    }

    void begin() {
        sumHigh = 0;
        sumLow = 0;
    }

    /// Adds bytes, with zeros up to a whole block.
    void add(byte[] from, int at, int bytes) {
        int end = at + bytes;
        int i = at;
        for (; i + AesBlocks.BLOCK <= end; i += AesBlocks.BLOCK) {
            add(little(from, i + 8), little(from, i));
        }
        if (i < end) {
            add(partly(from, i + 8, end), partly(from, i, end));
        }
    }

    /// Adds the lengths, bytes, of what is associated and of the message.
    void addLengths(long associated, long message) {
        add(message * Byte.SIZE, associated * Byte.SIZE);
    }

    void end(byte[] to) {
        HALVES.set(to, 0, sumLow);
        HALVES.set(to, 8, sumHigh);
    }

    private void add(long h, long l) {
        long xHigh = sumHigh ^ h;
        long xLow = sumLow ^ l;
        long zHigh = 0;
        long zLow = 0;
        for (int i = 0; i < NIBBLES; i++) {
            int nibble = (int) (xLow >>> i * 4) & 15;
            int left = (int) zLow & 15;
            zLow = (zLow >>> 4 | zHigh << 60) ^ low[nibble];
            zHigh = zHigh >>> 4 ^ REDUCED[left] ^ high[nibble];
        }
        for (int i = 0; i < NIBBLES; i++) {
            int nibble = (int) (xHigh >>> i * 4) & 15;
            int left = (int) zLow & 15;
            zLow = (zLow >>> 4 | zHigh << 60) ^ low[nibble];
            zHigh = zHigh >>> 4 ^ REDUCED[left] ^ high[nibble];
        }
        sumHigh = zHigh;
        sumLow = zLow;
    }

    private static long little(byte[] from, int at) {
        return (long) HALVES.get(from, at);
    }

    /// Eight bytes, the low one first; zeros from `end` on.
    private static long partly(byte[] from, int at, int end) {
        long value = 0;
        for (int i = 0; i < 8 && at + i < end; i++) {
            value |= (from[at + i] & 255L) << i * Byte.SIZE;
        }
        return value;
    }
}
