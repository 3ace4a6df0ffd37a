package org.timeball.simulator.clknetsim;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import java.util.SplittableRandom;
import org.timeball.timekeeping.world.RandomSource;

/// The node's random bits: the same in each run where there is a seed.
final class NodeRandom implements RandomSource {
    private final RandomGenerator random;

    NodeRandom(NodeSettings settings) {
        random = settings.randomSeed() == 0
                ? new SecureRandom()
                : new SplittableRandom(settings.randomSeed() + settings.number());
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
