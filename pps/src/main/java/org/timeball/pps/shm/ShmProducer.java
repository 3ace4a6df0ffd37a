package org.timeball.pps.shm;

import java.nio.ByteOrder;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.ReferenceDevices.SharedMemory;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// Writes samples into NTP's shared memory, for other daemons on the box and for tests (mode 1).
///
/// A reader that sees an odd or changed count knows that it read in the middle of a write.
public final class ShmProducer implements AutoCloseable {
    private static final long NANOS = 1_000_000_000L;
    private static final int PRECISION_LOG2 = -20;
    private static final int SAMPLES = 3;

    private final SharedMemory memory;
    private final ShmLayout layout;

    /// @param unit 0 to 255
    /// @param permissions of a segment that is made, such as 0600
    /// @throws WorldException if the segment is refused
    public ShmProducer(World world, int unit, int permissions) throws WorldException {
        memory = world.references().attach(unit, permissions);
        layout = ShmLayout.of(memory.size()).orElse(ShmLayout.WIDE);
        if (memory.size() < layout.size) {
            memory.close();
            throw new WorldException("shared memory unit " + unit + " has " + memory.size()
                    + " bytes, which is no layout of NTP's; remove it with ipcrm");
        }
    }

    /// Publishes one sample.
    ///
    /// @param received the system clock's reading
    /// @param reference true time at that moment, nanoseconds since 1970
    public void write(SystemInstant received, SystemInstant reference, LeapIndicator leap) {
        memory.putInt(layout.valid, 0);
        int count = memory.getInt(ShmLayout.COUNT) & ~1;
        memory.putInt(ShmLayout.COUNT, count + 1);
        memory.putInt(ShmLayout.MODE, 1);
        putTime(reference.nanos(), layout.clockSeconds, layout.clockMicros, layout.clockNanos);
        putTime(received.nanos(), layout.receiveSeconds, layout.receiveMicros, layout.receiveNanos());
        memory.putInt(layout.leap, leap.ordinal());
        memory.putInt(layout.precision(), PRECISION_LOG2);
        memory.putInt(layout.sampleCount(), SAMPLES);
        memory.putInt(ShmLayout.COUNT, count + 2);
        memory.putInt(layout.valid, 1);
    }

    private void putTime(long nanos, int secondsAt, int microsAt, int nanosAt) {
        long seconds = Math.floorDiv(nanos, NANOS);
        long fraction = Math.floorMod(nanos, NANOS);
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        if (layout.wide) {
            memory.putInt(secondsAt, (int) (little ? seconds : seconds >>> 32));
            memory.putInt(secondsAt + Integer.BYTES, (int) (little ? seconds >>> 32 : seconds));
        } else {
            memory.putInt(secondsAt, (int) seconds);
        }
        memory.putInt(microsAt, (int) (fraction / 1000));
        memory.putInt(nanosAt, (int) fraction);
    }

    @Override
    public void close() {
        memory.close();
    }
}
