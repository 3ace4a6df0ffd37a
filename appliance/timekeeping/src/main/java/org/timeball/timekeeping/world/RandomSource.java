package org.timeball.timekeeping.world;

/// Random bits of this world: not to be guessed by outsiders in the real one, repeatable in the others.
public interface RandomSource {
    void fill(byte[] bytes);

    long nextLong();

    /// A number from 0 (included) to 1 (excluded), each as likely as the others.
    default double uniform() {
        return (nextLong() >>> 11) * 0x1p-53;
    }
}
