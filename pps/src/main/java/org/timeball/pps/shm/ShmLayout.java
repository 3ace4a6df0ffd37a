package org.timeball.pps.shm;

import java.util.Optional;

/// Where the fields of struct shmTime lie, in bytes from the start; it depends on the width of the writer's `time_t`.
///
/// ```
/// struct shmTime { int mode; volatile int count; time_t clockSec; int clockUSec; time_t receiveSec; int receiveUSec;
///   int leap; int precision; int nsamples; volatile int valid; unsigned clockNSec; unsigned receiveNSec; int dummy[8]; };
/// ```
///
/// @param wide whether seconds have 64 bits
enum ShmLayout {
    /// 64-bit, and 32-bit ARM with 64-bit time_t.
    WIDE(96, true, 8, 16, 24, 32, 36, 48, 52),
    /// 32-bit x86 with 64-bit time_t, which aligns to 4 there.
    PACKED(88, true, 8, 16, 20, 28, 32, 44, 48),
    /// 32-bit with 32-bit time_t.
    NARROW(80, false, 8, 12, 16, 20, 24, 36, 40);

    static final int MODE = 0;
    static final int COUNT = 4;

    final int size;
    final boolean wide;
    final int clockSeconds;
    final int clockMicros;
    final int receiveSeconds;
    final int receiveMicros;
    final int leap;
    final int valid;
    final int clockNanos;

    ShmLayout(int size, boolean wide, int clockSeconds, int clockMicros, int receiveSeconds, int receiveMicros, int leap,
            int valid, int clockNanos) {
        this.size = size;
        this.wide = wide;
        this.clockSeconds = clockSeconds;
        this.clockMicros = clockMicros;
        this.receiveSeconds = receiveSeconds;
        this.receiveMicros = receiveMicros;
        this.leap = leap;
        this.valid = valid;
        this.clockNanos = clockNanos;
    }

    int precision() {
        return leap + Integer.BYTES;
    }

    int sampleCount() {
        return leap + 2 * Integer.BYTES;
    }

    int receiveNanos() {
        return clockNanos + Integer.BYTES;
    }

    /// The layout of a segment of so many bytes; empty if no writer makes such a one.
    static Optional<ShmLayout> of(int size) {
        for (ShmLayout layout : values()) {
            if (layout.size == size) {
                return Optional.of(layout);
            }
        }
        return Optional.empty();
    }
}
