package org.timeball.gnss.ubx;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.timeball.timekeeping.time.SystemInstant;

/// One UBX frame: `B5 62`, class, id, length (two bytes, little-endian), payload, two checksum bytes.
///
/// A view over somebody else's buffer, moved from frame to frame. The readers take offsets into the payload; a read
/// that does not lie inside it gives 0, so that a short message of an old firmware reads as "not said".
public final class UbxFrame {
    /// First byte of every frame.
    public static final byte SYNC_1 = (byte) 0xb5;
    /// Second byte of every frame.
    public static final byte SYNC_2 = 0x62;
    /// Bytes before the payload.
    public static final int HEADER = 6;
    /// Bytes of a frame beside its payload.
    public static final int OVERHEAD = 8;
    /// Longest payload that is believed. The longest real ones (RXM-RAWX, NAV-SIG) have some 2,300 bytes.
    public static final int MAX_PAYLOAD = 8192;
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final UbxMessage.Views views = new UbxMessage.Views(this);
    private byte[] bytes = new byte[0];
    private int payload;
    private int length;
    private int code;
    private SystemInstant arrival = new SystemInstant(0);

    public UbxFrame() {
        // The view lies nowhere until it is moved.
    }

    /// Length of the payload that a header announces.
    ///
    /// @param at where the frame begins; its first six bytes are there
    public static int announcedLength(byte[] bytes, int at) {
        return bytes[at + 4] & 0xff | (bytes[at + 5] & 0xff) << 8;
    }

    /// Whether the checksum of the frame that begins at `at` and is there as a whole is right: 8-bit Fletcher over
    /// class, id, length and payload.
    public static boolean isIntact(byte[] bytes, int at, int payloadLength) {
        int a = 0;
        int b = 0;
        int end = at + HEADER + payloadLength;
        for (int i = at + 2; i < end; i++) {
            a += bytes[i];
            b += a;
        }
        return (byte) a == bytes[end] && (byte) b == bytes[end + 1];
    }

    /// Moves the view to a frame that was found intact.
    public void wrap(byte[] buffer, int at, SystemInstant firstByte) {
        bytes = buffer;
        payload = at + HEADER;
        length = announcedLength(buffer, at);
        code = (buffer[at + 2] & 0xff) << 8 | buffer[at + 3] & 0xff;
        arrival = firstByte;
    }

    /// Class in the upper byte, id in the lower: NAV-PVT is 0x0107.
    public int code() {
        return code;
    }

    /// Bytes of payload.
    public int length() {
        return length;
    }

    /// The clock's reading when the first byte arrived.
    public SystemInstant arrival() {
        return arrival;
    }

    /// The frame as a view of its kind.
    public UbxMessage message() {
        return views.of(code);
    }

    /// Unsigned byte.
    public int u1(int offset) {
        return offset >= 0 && offset < length ? bytes[payload + offset] & 0xff : 0;
    }

    /// Signed byte.
    public int i1(int offset) {
        return (byte) u1(offset);
    }

    /// Unsigned, two bytes.
    public int u2(int offset) {
        return i2(offset) & 0xffff;
    }

    /// Signed, two bytes.
    public int i2(int offset) {
        return offset >= 0 && offset + 2 <= length ? (short) SHORT.get(bytes, payload + offset) : 0;
    }

    /// Unsigned, four bytes.
    public long u4(int offset) {
        return i4(offset) & 0xffff_ffffL;
    }

    /// Signed, four bytes.
    public int i4(int offset) {
        return offset >= 0 && offset + 4 <= length ? (int) INT.get(bytes, payload + offset) : 0;
    }

    /// Whether all bits of a mask are set in the byte at an offset.
    public boolean has(int offset, int mask) {
        return (u1(offset) & mask) == mask;
    }

    /// Text in a field of fixed width, up to its first zero; other than printable ASCII is left out.
    public String text(int offset, int width) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < width; i++) {
            int c = u1(offset + i);
            if (c == 0) {
                break;
            }
            if (c >= ' ' && c < 0x7f) {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    /// Copies the whole frame, sync to checksum.
    ///
    /// @return how many bytes were written
    public int copyTo(byte[] target, int at) {
        System.arraycopy(bytes, payload - HEADER, target, at, length + OVERHEAD);
        return length + OVERHEAD;
    }
}
