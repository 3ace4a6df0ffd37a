package org.timeball.linux.reference;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.timeball.timekeeping.world.ReferenceDevices.Edge;

/// struct pps_kparams of `<linux/pps.h>`: `int api_version; int mode; pps_ktime assert_off_tu, clear_off_tu;`, 40 bytes.
final class PpsParameters {
    static final int SIZE = 40;
    static final int CAPTURE_ASSERT = 0x1;
    static final int CAPTURE_CLEAR = 0x2;
    /// Stamps as seconds and nanoseconds (PPS_TSFMT_TSPEC).
    static final int FORMAT_TIMESPEC = 0x1000;
    private static final int API_VERSION = 1;

    private final Memory memory = new Memory(SIZE);

    PpsParameters() {
        memory.clear();
    }

    Pointer pointer() {
        return memory;
    }

    int mode() {
        return memory.getInt(4);
    }

    /// Asks for an edge beside those that are stamped already, without offsets.
    PpsParameters capturing(Edge edge) {
        int mode = mode() & (CAPTURE_ASSERT | CAPTURE_CLEAR) | bit(edge) | FORMAT_TIMESPEC;
        memory.clear();
        memory.setInt(0, API_VERSION);
        memory.setInt(4, mode);
        return this;
    }

    static int bit(Edge edge) {
        return edge == Edge.ASSERT ? CAPTURE_ASSERT : CAPTURE_CLEAR;
    }
}
