package org.timeball.daemon.candm.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// Puts fields into a packet, one after another. What is too large for its field is cut to the largest that fits.
final class FieldWriter {
    private static final long NANOS = 1_000_000_000;

    private final ByteBuffer bytes;

    /// @param start where the first field lies
    FieldWriter(byte[] packet, int start) {
        bytes = ByteBuffer.wrap(packet);
        bytes.position(start);
    }

    FieldWriter u8(int value) {
        bytes.put((byte) Math.clamp(value, 0, 255));
        return this;
    }

    FieldWriter s8(int value) {
        bytes.put((byte) Math.clamp(value, -128, 127));
        return this;
    }

    FieldWriter u16(int value) {
        bytes.putShort((short) Math.clamp(value, 0, 0xffff));
        return this;
    }

    FieldWriter s16(int value) {
        bytes.putShort((short) Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE));
        return this;
    }

    FieldWriter s32(int value) {
        bytes.putInt(value);
        return this;
    }

    /// The low 32 bits: counters wrap.
    FieldWriter u32(long value) {
        bytes.putInt((int) value);
        return this;
    }

    FieldWriter u64(long value) {
        bytes.putLong(value);
        return this;
    }

    FieldWriter real(double value) {
        bytes.putInt(WireFloat.encode(value));
        return this;
    }

    FieldWriter time(SystemInstant time) {
        long seconds = Math.floorDiv(time.nanos(), NANOS);
        bytes.putInt((int) (seconds >> 32)).putInt((int) seconds).putInt((int) Math.floorMod(time.nanos(), NANOS));
        return this;
    }

    /// An address. A refclock is written as no address: its identifier has a field of its own.
    FieldWriter address(SourceAddress address) {
        switch (address) {
            case SourceAddress.Ip(IpAddress ip) when ip.isV4() -> address((long) ip.v4Bits() << 32, 0,
                    FieldReader.FAMILY_V4);
            case SourceAddress.Ip(IpAddress ip) -> address(ip.high(), ip.low(), FieldReader.FAMILY_V6);
            case SourceAddress.Unresolved(int id) -> address((long) id << 32, 0, FieldReader.FAMILY_ID);
            case SourceAddress.Refclock _,SourceAddress.None _ -> address(0, 0, 0);
        }
        return this;
    }

    /// A reference identifier where an address is expected.
    FieldWriter refidAsAddress(int refid) {
        address((long) refid << 32, 0, FieldReader.FAMILY_V4);
        return this;
    }

    private void address(long high, long low, int family) {
        bytes.putLong(high).putLong(low).putShort((short) family).putShort((short) 0);
    }

    /// Text with zero bytes after it.
    ///
    /// @param size of the field; the text is shorter
    FieldWriter text(String text, int size) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        bytes.put(encoded, 0, Math.min(encoded.length, size - 1));
        return skip(size - Math.min(encoded.length, size - 1));
    }

    FieldWriter flag(boolean set) {
        return u16(set ? 1 : 0);
    }

    FieldWriter skip(int count) {
        bytes.position(bytes.position() + count);
        return this;
    }

    /// Every bit of so many bytes set, as a field that is kept for later use has them.
    FieldWriter ones(int count) {
        for (int i = 0; i < count; i++) {
            bytes.put((byte) 0xff);
        }
        return this;
    }
}
