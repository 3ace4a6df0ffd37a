package org.timeball.simulator.world;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.HardwareClock;
import org.timeball.timekeeping.world.RealTimeClock;
import org.timeball.timekeeping.world.ReferenceDevices;
import org.timeball.timekeeping.world.WorldException;

/// Pulse devices and hardware clocks that can be plugged, driven and unplugged, and shared memory that both sides of a test attach.
public final class VirtualReferences implements ReferenceDevices {
    private static final int ENOENT = 2;
    private static final int EINVAL = 22;
    private static final int ENODEV = 19;
    private static final int SEGMENT_SIZE = 96;

    private final VirtualWorld world;
    private final Map<String, PulseLine> lines = new HashMap<>();
    private final Map<String, VirtualHardwareClock> clocks = new HashMap<>();
    private final Map<String, VirtualRealTimeClock> realTimeClocks = new HashMap<>();
    private final Map<Integer, ByteBuffer> segments = new TreeMap<>();

    VirtualReferences(VirtualWorld world) {
        this.world = world;
    }

    /// Plugs in a pulse device under a path; an older one there is gone.
    public PulseLine plug(String path) {
        PulseLine line = new PulseLine();
        lines.put(path, line);
        return line;
    }

    /// Plugs in a PTP hardware clock.
    ///
    /// @param name its device or its interface
    /// @param aheadNanos its reading minus true time now
    /// @param rate what it gains on true time, as a fraction
    public VirtualHardwareClock plugClock(String name, long aheadNanos, double rate) {
        VirtualHardwareClock clock = new VirtualHardwareClock(world, aheadNanos, rate);
        clocks.put(name, clock);
        return clock;
    }

    /// Plugs in a real-time clock.
    ///
    /// @param aheadNanos its reading minus true time now
    /// @param rate what it gains on true time, as a fraction
    /// @param beforeNanos how long before it is set the second begins that it is set to
    public VirtualRealTimeClock plugRealTimeClock(String path, long aheadNanos, double rate, long beforeNanos) {
        VirtualRealTimeClock clock = new VirtualRealTimeClock(world, world.trueNanos() + aheadNanos, rate, beforeNanos);
        realTimeClocks.put(path, clock);
        return clock;
    }

    /// Takes a pulse device or a clock away.
    public void unplug(String name) {
        realTimeClocks.remove(name);
        lines.remove(name);
        VirtualHardwareClock clock = clocks.remove(name);
        if (clock != null) {
            clock.unplugged();
        }
    }

    /// Makes a segment of any size before somebody attaches it.
    public void makeSegment(int unit, int size) {
        segments.put(unit, ByteBuffer.allocate(size).order(ByteOrder.nativeOrder()));
    }

    @Override
    public PulseInput openPulses(String path, Edge edge) throws WorldException {
        PulseLine line = lines.get(path);
        if (line == null) {
            throw new WorldException("cannot open " + path + ": no such device; plug it in", ENOENT);
        }
        if (!line.canStamp(edge)) {
            throw new WorldException(path + " cannot stamp that edge; ask for the other", EINVAL);
        }
        return new PulseInput() {
            @Override
            public Pulse latest() throws WorldException {
                if (lines.get(path) != line) {
                    throw new WorldException(path + " is gone; plug it in again", ENODEV);
                }
                return line.latest(edge);
            }

            @Override
            public void close() {
                line.openCount--;
            }
        };
    }

    @Override
    public SharedMemory attach(int unit, int permissions) throws WorldException {
        ByteBuffer bytes = segments.computeIfAbsent(unit,
                _ -> ByteBuffer.allocate(SEGMENT_SIZE).order(ByteOrder.nativeOrder()));
        if (bytes.capacity() < 80) {
            throw new WorldException("unit " + unit + " has " + bytes.capacity() + " bytes; remove it", EINVAL);
        }
        return new VirtualSegment(bytes);
    }

    @Override
    public HardwareClock openHardwareClock(String name) throws WorldException {
        VirtualHardwareClock clock = clocks.get(name);
        if (clock == null) {
            throw new WorldException("cannot open " + name + ": no such device; plug it in", ENOENT);
        }
        return clock;
    }

    @Override
    public RealTimeClock openRealTimeClock(String path) throws WorldException {
        VirtualRealTimeClock clock = realTimeClocks.get(path);
        if (clock == null) {
            throw new WorldException("cannot open " + path + ": no such device; plug it in", ENOENT);
        }
        return clock;
    }

    /// The line that a pulse generator drives.
    public final class PulseLine {
        private final Map<Edge, Pulse> latest = new HashMap<>();
        private boolean assertOnly;
        private int openCount;

        private PulseLine() {
        }

        /// From now on the device can stamp the assert edge alone.
        public PulseLine assertOnly() {
            assertOnly = true;
            return this;
        }

        /// An edge now: stamped with what the world's clock reads.
        public void pulse(Edge edge) {
            pulse(edge, world.reading());
        }

        /// An edge that is stamped with a given reading.
        public void pulse(Edge edge, SystemInstant stamp) {
            latest.put(edge, new Pulse(latest(edge).sequence() + 1, stamp));
        }

        private boolean canStamp(Edge edge) {
            boolean can = edge == Edge.ASSERT || !assertOnly;
            openCount += can ? 1 : 0;
            return can;
        }

        private Pulse latest(Edge edge) {
            return latest.getOrDefault(edge, new Pulse(0, new SystemInstant(0)));
        }

        /// How often it is open now.
        public int openCount() {
            return openCount;
        }
    }

    private record VirtualSegment(ByteBuffer bytes) implements SharedMemory {
        @Override
        public int size() {
            return bytes.capacity();
        }

        @Override
        public int getInt(int offset) {
            return bytes.getInt(offset);
        }

        @Override
        public void putInt(int offset, int value) {
            bytes.putInt(offset, value);
        }

        @Override
        public byte[] copy() {
            return bytes.array().clone();
        }

        @Override
        public void close() {
            // What is in memory stays there for whoever attaches it next.
        }
    }
}
