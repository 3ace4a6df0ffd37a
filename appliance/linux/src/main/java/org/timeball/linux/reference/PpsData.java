package org.timeball.linux.reference;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.timeball.timekeeping.world.ReferenceDevices.Edge;

/// struct pps_fdata of `<linux/pps.h>`, stamped by CLOCK_REALTIME in the interrupt handler.
///
/// ```
/// struct pps_ktime { s64 sec; s32 nsec; u32 flags; };
/// struct pps_kinfo { u32 assert_sequence; u32 clear_sequence; pps_ktime assert_tu; pps_ktime clear_tu; int current_mode; };
/// struct pps_fdata { pps_kinfo info; pps_ktime timeout; };
/// ```
/// Offsets: sequences 0 and 4, assert 8, clear 24, mode 40, timeout 48; 64 bytes. A timeout of zero seconds and
/// nanoseconds whose flags lack PPS_TIME_INVALID returns the latest edge without waiting.
final class PpsData {
    static final int SIZE = 64;
    private static final long NANOS = 1_000_000_000;

    private final Memory memory = new Memory(SIZE);

    PpsData() {
        memory.clear();
    }

    /// Cleared, so that the request does not wait.
    Pointer request() {
        memory.clear();
        return memory;
    }

    /// How many edges were stamped, modulo 2^32.
    long sequence(Edge edge) {
        return memory.getInt(edge == Edge.ASSERT ? 0 : 4) & 0xffff_ffffL;
    }

    /// CLOCK_REALTIME at the latest edge, nanoseconds since 1970.
    long nanos(Edge edge) {
        int at = edge == Edge.ASSERT ? 8 : 24;
        return memory.getLong(at) * NANOS + memory.getInt(at + 8);
    }
}
