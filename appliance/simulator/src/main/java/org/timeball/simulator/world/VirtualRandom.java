package org.timeball.simulator.world;

import java.util.SplittableRandom;
import org.timeball.timekeeping.world.RandomSource;

/// The random bits of one world: the same in each run with the same seed.
final class VirtualRandom implements RandomSource {
    private final SplittableRandom random;

    VirtualRandom(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public void fill(byte[] bytes) {
        random.nextBytes(bytes);
    }

    @Override
    public long nextLong() {
        return random.nextLong();
    }
}
