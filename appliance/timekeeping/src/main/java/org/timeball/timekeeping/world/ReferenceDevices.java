package org.timeball.timekeeping.world;

import org.timeball.timekeeping.time.SystemInstant;

/// Reference clocks of this world that are neither byte streams nor datagrams: kernel pulses, shared memory and
/// PTP hardware clocks.
public interface ReferenceDevices {
    /// Of a world that has none.
    ReferenceDevices NONE = new ReferenceDevices() {
        @Override
        public PulseInput openPulses(String path, Edge edge) throws WorldException {
            throw new WorldException("cannot open " + path + ": there are no pulse devices in this world");
        }

        @Override
        public SharedMemory attach(int unit, int permissions) throws WorldException {
            throw new WorldException("cannot attach unit " + unit + ": there is no shared memory in this world");
        }

        @Override
        public HardwareClock openHardwareClock(String name) throws WorldException {
            throw new WorldException("cannot open " + name + ": there are no PTP hardware clocks in this world");
        }
    };

    /// Opens a pulse device and has the kernel stamp one of its edges (RFC 2783).
    ///
    /// @param path such as `/dev/pps0`
    /// @throws WorldException if it is absent, refused, or cannot stamp that edge
    PulseInput openPulses(String path, Edge edge) throws WorldException;

    /// Attaches the NTP shared memory segment of a unit (key 0x4e545030 + unit), which is made if there is none.
    ///
    /// @param unit 0 to 255
    /// @param permissions of a segment that is made, such as 0600
    /// @throws WorldException if it is refused, or too small to be such a segment
    SharedMemory attach(int unit, int permissions) throws WorldException;

    /// Opens a PTP hardware clock.
    ///
    /// @param name its device, such as `/dev/ptp0`, or the interface that it belongs to, such as `eth0`
    /// @throws WorldException if it is absent, refused, or no such clock
    HardwareClock openHardwareClock(String name) throws WorldException;

    /// Opens a real-time clock; a world has none unless it says otherwise.
    ///
    /// @param path such as `/dev/rtc0`
    /// @throws WorldException if it is absent, busy or refused
    default RealTimeClock openRealTimeClock(String path) throws WorldException {
        throw new WorldException("cannot open " + path + ": there is no real-time clock in this world");
    }

    /// Which flank of a pulse marks the second: the one that the kernel calls assert, or the other.
    enum Edge {
        ASSERT,
        CLEAR
    }

    /// An open pulse device.
    interface PulseInput extends AutoCloseable {
        /// The latest edge; never waits.
        ///
        /// @throws WorldException if the device is gone
        Pulse latest() throws WorldException;

        @Override
        void close();
    }

    /// @param sequence how many edges the kernel has stamped, modulo 2^32; 0 before the first
    /// @param at the system clock's reading at the edge; meaningless before the first
    record Pulse(long sequence, SystemInstant at) {
    }

    /// An attached segment. Reads and writes of whole ints are seen by other processes in the order made.
    interface SharedMemory extends AutoCloseable {
        /// Size of the segment, bytes. It tells the layout.
        int size();

        /// @param offset bytes from the start, a multiple of 4
        int getInt(int offset);

        /// @param offset bytes from the start, a multiple of 4
        void putInt(int offset, int value);

        /// A copy of the whole segment.
        byte[] copy();

        @Override
        void close();
    }
}
