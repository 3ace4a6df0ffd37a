package org.timeball.pps.sock;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// One sample as it goes over a SOCK socket: the system clock against true time at one moment.
///
/// ```
/// struct sock_sample { struct timeval tv; double offset; int pulse; int leap; int pad; int magic; };
/// ```
/// in native byte order: 40 bytes where `time_t` has 64 bits, 32 where it has 32. `tv` has microseconds only; senders
/// take `offset` from nanosecond stamps, so that the system clock's true reading may lie up to 1 us after `tv`, but
/// `tv + offset` less true time is off by just as much.
///
/// @param at `tv`: the system clock's reading, whole microseconds, 1970 to 2106
/// @param trueMinusSystemSeconds `offset`: what must be added to the system clock. The opposite sign of all other
///            offsets in this house; it ends here
/// @param pulse whether only the fraction of the second is known
/// @param leap what the sender says of the end of the day; NONE for a pulse
public record SockSample(SystemInstant at, double trueMinusSystemSeconds, boolean pulse, LeapIndicator leap)
        implements
            SockReading {
    /// "SOCK" in ASCII.
    public static final int MAGIC = 0x534f434b;
    public static final int SIZE = 40;
    /// Size from a sender whose `time_t` has 32 bits.
    public static final int SMALL_SIZE = 32;

    private static final long NANOS = 1_000_000_000L;
    private static final long MICRO = 1_000L;
    /// Keeps `at` and `at + offset` inside 64-bit nanoseconds.
    private static final long SECONDS_LIMIT = 1L << 32;

    public SockSample {
        if (!isTime(Math.floorDiv(at.nanos(), NANOS), Math.floorMod(at.nanos(), NANOS) / MICRO)
                || at.nanos() % MICRO != 0) {
            throw new IllegalArgumentException(
                    "a sample's time is whole microseconds from 1970 to 2106, not " + at.nanos() + " ns");
        }
        if (!isOffset(trueMinusSystemSeconds)) {
            throw new IllegalArgumentException(
                    "a sample's offset lies within +-2^32 s; " + trueMinusSystemSeconds + " does not");
        }
    }

    /// A pulse that the system clock saw at `edge`: the nearest whole second of that clock is taken for the true time.
    public static SockSample pulseSeenAt(SystemInstant edge) {
        long past = Math.floorMod(edge.nanos() + NANOS / 2, NANOS) - NANOS / 2;
        return new SockSample(truncated(edge), -past / (double) NANOS, true, LeapIndicator.NONE);
    }

    /// True time as it was when the system clock read `at`.
    ///
    /// @param offset the system clock minus true time
    public static SockSample measured(SystemInstant at, Span offset, LeapIndicator leap) {
        return new SockSample(truncated(at), -offset.seconds(), false, leap);
    }

    private static SystemInstant truncated(SystemInstant at) {
        return new SystemInstant(at.nanos() - Math.floorMod(at.nanos(), MICRO));
    }

    /// The system clock's reading at the edge of the true second nearest to the sample: what a pulse means.
    public SystemInstant edge() {
        long sinceSecond = Math.floorMod(at.nanos() + trueMinusSystemNanos() + NANOS / 2, NANOS) - NANOS / 2;
        return new SystemInstant(at.nanos() - sinceSecond);
    }

    /// The system clock minus true time.
    public Span offset() {
        return Span.ofNanos(-trueMinusSystemNanos());
    }

    /// Whole seconds and fraction are rounded apart, so that no fraction is lost beside a large number of seconds.
    private long trueMinusSystemNanos() {
        double whole = Math.rint(trueMinusSystemSeconds);
        return (long) whole * NANOS + Math.round((trueMinusSystemSeconds - whole) * NANOS);
    }

    /// The 40 bytes.
    public byte[] encode() {
        long second = at.nanos() / NANOS;
        return ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder()).putLong(second)
                .putLong((at.nanos() - second * NANOS) / MICRO).putDouble(trueMinusSystemSeconds).putInt(pulse ? 1 : 0)
                .putInt(leap.ordinal()).putInt(0).putInt(MAGIC).array();
    }

    /// Takes a datagram of either size apart.
    public static SockReading decode(byte[] datagram) {
        if (datagram.length != SIZE && datagram.length != SMALL_SIZE) {
            return SockRefusal.WRONG_SIZE;
        }
        ByteBuffer bytes = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
        if (bytes.getInt(datagram.length - Integer.BYTES) != MAGIC) {
            return SockRefusal.WRONG_MAGIC;
        }
        boolean wide = datagram.length == SIZE;
        long second = wide ? bytes.getLong() : bytes.getInt();
        long micros = wide ? bytes.getLong() : bytes.getInt();
        double offset = bytes.getDouble();
        boolean pulse = bytes.getInt() != 0;
        int leap = bytes.getInt();
        if (!isTime(second, micros)) {
            return SockRefusal.BAD_TIME;
        }
        if (!isOffset(offset)) {
            return SockRefusal.BAD_OFFSET;
        }
        LeapIndicator[] leaps = LeapIndicator.values();
        if (!pulse && (leap < 0 || leap >= leaps.length)) {
            return SockRefusal.BAD_LEAP;
        }
        return new SockSample(new SystemInstant(second * NANOS + micros * MICRO), offset, pulse,
                pulse ? LeapIndicator.NONE : leaps[leap]);
    }

    private static boolean isTime(long second, long micros) {
        return second >= 0 && second < SECONDS_LIMIT && micros >= 0 && micros < 1_000_000;
    }

    private static boolean isOffset(double seconds) {
        return Math.abs(seconds) <= SECONDS_LIMIT;
    }
}
