package org.timeball.daemon.candm.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// Takes fields out of a packet, one after another. The caller has seen to it that the packet is long enough.
final class FieldReader {
    static final int FAMILY_V4 = 1;
    static final int FAMILY_V6 = 2;
    static final int FAMILY_ID = 3;
    /// Stands in the high half of seconds where the sender had only 32 bits.
    static final int NO_HIGH_SECONDS = 0x7fff_ffff;
    private static final long NANOS = 1_000_000_000;
    /// Of years 1823 and 2262. No clock of ours is so wrong that the difference to either overflows.
    private static final long FIRST_SECOND = -(1L << 62) / NANOS;
    private static final long LAST_SECOND = Long.MAX_VALUE / NANOS - 1;

    private final ByteBuffer bytes;

    /// @param start where the first field lies
    FieldReader(byte[] packet, int start) {
        bytes = ByteBuffer.wrap(packet);
        bytes.position(start);
    }

    int u8() {
        return bytes.get() & 0xff;
    }

    int s8() {
        return bytes.get();
    }

    int u16() {
        return bytes.getShort() & 0xffff;
    }

    int s16() {
        return bytes.getShort();
    }

    int s32() {
        return bytes.getInt();
    }

    long u32() {
        return bytes.getInt() & 0xffff_ffffL;
    }

    long u64() {
        return bytes.getLong();
    }

    double real() {
        return WireFloat.decode(bytes.getInt());
    }

    /// A time, brought into the range that an instant has.
    SystemInstant time() {
        int high = bytes.getInt();
        long low = u32();
        long nanos = Math.min(u32(), NANOS - 1);
        long seconds = (long) (high == NO_HIGH_SECONDS ? 0 : high) << 32 | low;
        long within = Math.clamp(seconds, FIRST_SECOND, LAST_SECOND);
        return new SystemInstant(within * NANOS + nanos);
    }

    /// An address; NONE for a family that there is not.
    SourceAddress address() {
        long high = bytes.getLong();
        long low = bytes.getLong();
        int family = u16();
        skip(2);
        return switch (family) {
            case FAMILY_V4 -> new SourceAddress.Ip(IpAddress.v4((int) (high >>> 32)));
            case FAMILY_V6 -> new SourceAddress.Ip(new IpAddress(high, low));
            case FAMILY_ID -> new SourceAddress.Unresolved((int) (high >>> 32));
            default -> SourceAddress.NONE;
        };
    }

    /// UTF-8 text up to its first zero byte.
    ///
    /// @param size of the field
    /// @return null if there is no zero byte, or what is before it is not UTF-8
    @Nullable
    String text(int size) {
        ByteBuffer field = bytes.slice(bytes.position(), size);
        skip(size);
        while (field.hasRemaining() && field.get() != 0) {
            // looks for the end
        }
        int end = field.position() - 1;
        if (field.get(end) != 0) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(field.slice(0, end)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    void skip(int count) {
        bytes.position(bytes.position() + count);
    }
}
