package org.timeball.linux.world;

import java.security.SecureRandom;
import org.timeball.timekeeping.world.RandomSource;

/// Random bits that nobody outside can guess.
final class SecureBits implements RandomSource {
    private final SecureRandom random = new SecureRandom();

    @Override
    public void fill(byte[] bytes) {
        random.nextBytes(bytes);
    }

    @Override
    public long nextLong() {
        return random.nextLong();
    }
}
