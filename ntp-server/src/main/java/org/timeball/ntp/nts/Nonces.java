package org.timeball.ntp.nts;

import java.nio.ByteBuffer;
import org.timeball.timekeeping.world.RandomSource;

/// Makes nonces that do not repeat and tell nothing: a counter, encrypted by a key of this object's own.
///
/// For one thread.
final class Nonces {
    private final AesBlocks cipher = AesBlocks.ecb();
    private final ByteBuffer counter = ByteBuffer.allocate(AesBlocks.BLOCK);
    private final byte[] block = new byte[AesBlocks.BLOCK];
    private long count;

    Nonces(RandomSource random) {
        byte[] key = new byte[AesBlocks.BLOCK];
        random.fill(key);
        cipher.key(key, 0, key.length);
    }

    /// @param bytes at most 16
    void next(byte[] to, int at, int bytes) {
        counter.putLong(0, count++);
        cipher.encrypt(counter.array(), AesBlocks.BLOCK, block);
        System.arraycopy(block, 0, to, at, bytes);
    }
}
