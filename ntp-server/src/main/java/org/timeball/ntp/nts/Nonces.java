package org.timeball.ntp.nts;

import java.nio.ByteBuffer;
import org.timeball.ntp.auth.AesBlocks;
import org.timeball.timekeeping.world.RandomSource;

/// Makes nonces that do not repeat and tell nothing: a counter, encrypted by a key of this object's own, many at a time.
///
/// For one thread.
final class Nonces {
    private static final int BLOCKS = 32;

    private final AesBlocks cipher = AesBlocks.ecb();
    private final ByteBuffer counters = ByteBuffer.allocate(BLOCKS * AesBlocks.BLOCK);
    private final byte[] made = new byte[BLOCKS * AesBlocks.BLOCK];
    private long count;
    private int next = made.length;

    Nonces(RandomSource random) {
        byte[] key = new byte[AesBlocks.BLOCK];
        random.fill(key);
        cipher.key(key, 0, key.length);
    }

    /// @param bytes at most 16
    void next(byte[] to, int at, int bytes) {
        if (next == made.length) {
            for (int i = 0; i < made.length; i += AesBlocks.BLOCK) {
                counters.putLong(i, count++);
            }
            cipher.encrypt(counters.array(), made.length, made);
            next = 0;
        }
        System.arraycopy(made, next, to, at, bytes);
        next += AesBlocks.BLOCK;
    }
}
