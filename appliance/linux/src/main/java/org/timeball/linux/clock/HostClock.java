package org.timeball.linux.clock;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.timeball.linux.libc.Libc;

/// This host's clocks as the kernel keeps them. Any thread; no allocation after a thread's first reading.
///
/// A reading is a struct timespec (`<linux/time.h>`, LP64: tv_sec 0, tv_nsec 8).
public final class HostClock {
    private static final int CLOCK_REALTIME = 0;
    private static final int CLOCK_MONOTONIC = 1;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final ThreadLocal<Timespec> TIMESPEC = ThreadLocal.withInitial(Timespec::new);

    private HostClock() {
    }

    /// CLOCK_REALTIME: nanoseconds since 1970 without leap seconds, right or wrong.
    public static long realtimeNanos() {
        return TIMESPEC.get().read(CLOCK_REALTIME);
    }

    /// CLOCK_MONOTONIC: nanoseconds since boot; never steps, but runs at the corrected rate.
    public static long monotonicNanos() {
        return TIMESPEC.get().read(CLOCK_MONOTONIC);
    }

    private static final class Timespec {
        private final Memory memory = new Memory(16);
        private final long address = Pointer.nativeValue(memory);
        private final ByteBuffer view = memory.getByteBuffer(0, 16).order(ByteOrder.nativeOrder());

        /// These two clocks exist in every Linux, so clock_gettime cannot fail.
        private long read(int clock) {
            Libc.clock_gettime(clock, address);
            return view.getLong(0) * NANOS_PER_SECOND + view.getLong(8);
        }
    }
}
