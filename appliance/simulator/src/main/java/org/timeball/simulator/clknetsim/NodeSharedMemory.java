package org.timeball.simulator.clknetsim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.timeball.timekeeping.world.ReferenceDevices.SharedMemory;

/// A segment of NTP's shared memory (struct shmTime, 64-bit), into which the reference clock writes.
///
/// Both times are moved together so that the reference lies half a microsecond before a whole one.
final class NodeSharedMemory implements SharedMemory {
    private static final int SIZE = 96;
    private static final int MODE = 0;
    private static final int COUNT = 4;
    private static final int CLOCK_SECONDS = 8;
    private static final int CLOCK_MICROS = 16;
    private static final int RECEIVE_SECONDS = 24;
    private static final int RECEIVE_MICROS = 32;
    private static final int PRECISION = 40;
    private static final int VALID = 48;
    private static final int CLOCK_NANOS = 52;
    private static final int RECEIVE_NANOS = 56;
    private static final int MICROSECOND_LOG2 = -20;

    private final ByteBuffer segment = ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder());
    private final long startDate;
    private final Runnable closed;

    /// @param startDate seconds since 1970 at network time 0
    NodeSharedMemory(long startDate, Runnable closed) {
        this.startDate = startDate;
        this.closed = closed;
    }

    /// @param reference what the reference reads, seconds since network time 0
    /// @param received what the system clock reads at that moment
    void show(double reference, double received) {
        double micros = reference * 1e6;
        double shift = (micros - Math.floor(micros) + 0.5) * 1e-6;
        segment.putInt(MODE, 1).putInt(PRECISION, MICROSECOND_LOG2);
        segment.putInt(COUNT, segment.getInt(COUNT) + 1);
        put(reference - shift, CLOCK_SECONDS, CLOCK_MICROS, CLOCK_NANOS);
        put(received - shift, RECEIVE_SECONDS, RECEIVE_MICROS, RECEIVE_NANOS);
        segment.putInt(COUNT, segment.getInt(COUNT) + 1).putInt(VALID, 1);
    }

    private void put(double seconds, int secondsAt, int microsAt, int nanosAt) {
        double whole = Math.floor(seconds);
        int nanos = (int) ((seconds - whole) * 1e9);
        segment.putLong(secondsAt, (long) whole + startDate).putInt(microsAt, nanos / 1000).putInt(nanosAt, nanos);
    }

    @Override
    public int size() {
        return SIZE;
    }

    @Override
    public int getInt(int offset) {
        return segment.getInt(offset);
    }

    @Override
    public void putInt(int offset, int value) {
        segment.putInt(offset, value);
    }

    @Override
    public byte[] copy() {
        return segment.array().clone();
    }

    @Override
    public void close() {
        closed.run();
    }
}
