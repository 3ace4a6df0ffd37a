package org.timeball.ntp.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The NTP packet header (RFC 5905 figure 8) read and written in place: a window on the first 48 bytes of a buffer.
///
/// Moved from packet to packet by [#wrap]; not for two threads at once. Uses absolute positions only, so the buffer's
/// own position and limit are left alone.
public final class HeaderFlyweight {
    /// Length of the header, and of a packet that carries nothing else.
    public static final int BYTES = 48;
    public static final int MODE_RESERVED = 0;
    public static final int MODE_ACTIVE = 1;
    public static final int MODE_PASSIVE = 2;
    public static final int MODE_CLIENT = 3;
    public static final int MODE_SERVER = 4;
    public static final int MODE_BROADCAST = 5;
    public static final int LEAP_UNSYNCHRONISED = 3;

    private static final int STRATUM = 1;
    private static final int POLL = 2;
    private static final int PRECISION = 3;
    private static final int ROOT_DELAY = 4;
    private static final int ROOT_DISPERSION = 8;
    private static final int REFERENCE_ID = 12;
    private static final int REFERENCE_TIME = 16;
    private static final int ORIGIN_TIME = 24;
    private static final int RECEIVE_TIME = 32;
    private static final int TRANSMIT_TIME = 40;

    private ByteBuffer buffer = ByteBuffer.allocate(BYTES);

    /// A window on a packet of zeros, until it is laid on another.
    public HeaderFlyweight() {
    }

    /// Lays the window on `packet`.
    ///
    /// @param packet at least 48 bytes, network order
    /// @return this
    public HeaderFlyweight wrap(ByteBuffer packet) {
        if (packet.capacity() < BYTES || packet.order() != ByteOrder.BIG_ENDIAN) {
            throw new IllegalArgumentException("a packet buffer holds 48 bytes or more in network order; this one has "
                    + packet.capacity() + ", " + packet.order());
        }
        buffer = packet;
        return this;
    }

    /// 0 to 3; 3 is unsynchronised.
    public int leap() {
        return buffer.get(0) >>> 6 & 3;
    }

    /// 0 to 7.
    public int version() {
        return buffer.get(0) >>> 3 & 7;
    }

    /// 0 to 7: see the MODE constants.
    public int mode() {
        return buffer.get(0) & 7;
    }

    public HeaderFlyweight leapVersionMode(int leap, int version, int mode) {
        buffer.put(0, (byte) (leap << 6 | version << 3 | mode));
        return this;
    }

    /// 0 to 255; 0 is unsynchronised or a kiss code.
    public int stratum() {
        return buffer.get(STRATUM) & 255;
    }

    public HeaderFlyweight stratum(int stratum) {
        buffer.put(STRATUM, (byte) stratum);
        return this;
    }

    /// Log2 seconds.
    public int poll() {
        return buffer.get(POLL);
    }

    public HeaderFlyweight poll(int log2Seconds) {
        buffer.put(POLL, (byte) log2Seconds);
        return this;
    }

    /// Log2 seconds.
    public int precision() {
        return buffer.get(PRECISION);
    }

    public HeaderFlyweight precision(int log2Seconds) {
        buffer.put(PRECISION, (byte) log2Seconds);
        return this;
    }

    /// In [ShortFormat].
    public int rootDelay() {
        return buffer.getInt(ROOT_DELAY);
    }

    public HeaderFlyweight rootDelay(int shortFormat) {
        buffer.putInt(ROOT_DELAY, shortFormat);
        return this;
    }

    /// In [ShortFormat].
    public int rootDispersion() {
        return buffer.getInt(ROOT_DISPERSION);
    }

    public HeaderFlyweight rootDispersion(int shortFormat) {
        buffer.putInt(ROOT_DISPERSION, shortFormat);
        return this;
    }

    /// See [ReferenceId].
    public int referenceId() {
        return buffer.getInt(REFERENCE_ID);
    }

    public HeaderFlyweight referenceId(int id) {
        buffer.putInt(REFERENCE_ID, id);
        return this;
    }

    /// An [NtpTimestamp]; 0 when never synchronised.
    public long referenceTime() {
        return buffer.getLong(REFERENCE_TIME);
    }

    public HeaderFlyweight referenceTime(long ntpTimestamp) {
        buffer.putLong(REFERENCE_TIME, ntpTimestamp);
        return this;
    }

    /// In an answer: the request's transmit time, bit for bit.
    public long originTime() {
        return buffer.getLong(ORIGIN_TIME);
    }

    public HeaderFlyweight originTime(long ntpTimestamp) {
        buffer.putLong(ORIGIN_TIME, ntpTimestamp);
        return this;
    }

    /// An [NtpTimestamp].
    public long receiveTime() {
        return buffer.getLong(RECEIVE_TIME);
    }

    public HeaderFlyweight receiveTime(long ntpTimestamp) {
        buffer.putLong(RECEIVE_TIME, ntpTimestamp);
        return this;
    }

    /// An [NtpTimestamp]; a client may put any 64 bits here.
    public long transmitTime() {
        return buffer.getLong(TRANSMIT_TIME);
    }

    public HeaderFlyweight transmitTime(long ntpTimestamp) {
        buffer.putLong(TRANSMIT_TIME, ntpTimestamp);
        return this;
    }
}
