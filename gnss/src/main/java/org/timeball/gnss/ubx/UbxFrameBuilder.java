package org.timeball.gnss.ubx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes one UBX frame: fields at their offsets into a payload of zeros, then sync, header and checksum around it.
public final class UbxFrameBuilder {
    private final ByteBuffer frame;
    private final int length;

    /// @param code class in the upper byte, id in the lower
    /// @param length of the payload, bytes
    public UbxFrameBuilder(int code, int length) {
        if (code < 0 || code > 0xffff || length < 0 || length > UbxFrame.MAX_PAYLOAD) {
            throw new IllegalArgumentException("no UBX frame has class and id %x and %d bytes".formatted(code, length));
        }
        this.length = length;
        frame = ByteBuffer.allocate(length + UbxFrame.OVERHEAD).order(ByteOrder.LITTLE_ENDIAN);
        frame.put(0, UbxFrame.SYNC_1).put(1, UbxFrame.SYNC_2).put(2, (byte) (code >>> 8)).put(3, (byte) code)
                .putShort(4, (short) length);
    }

    /// One byte, signed or not.
    public UbxFrameBuilder one(int offset, int value) {
        frame.put(UbxFrame.HEADER + offset, (byte) value);
        return this;
    }

    /// Two bytes, signed or not.
    public UbxFrameBuilder two(int offset, int value) {
        frame.putShort(UbxFrame.HEADER + offset, (short) value);
        return this;
    }

    /// Four bytes, signed or not.
    public UbxFrameBuilder four(int offset, long value) {
        frame.putInt(UbxFrame.HEADER + offset, (int) value);
        return this;
    }

    /// Text, to be followed by zeros.
    public UbxFrameBuilder text(int offset, String text) {
        frame.put(UbxFrame.HEADER + offset, text.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /// The whole frame.
    public byte[] bytes() {
        int a = 0;
        int b = 0;
        int end = UbxFrame.HEADER + length;
        for (int i = 2; i < end; i++) {
            a += frame.get(i);
            b += a;
        }
        return frame.put(end, (byte) a).put(end + 1, (byte) b).array().clone();
    }
}
