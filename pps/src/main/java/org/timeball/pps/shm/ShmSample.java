package org.timeball.pps.shm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// One sample of NTP's shared memory: the system clock and a reference at the same moment.
///
/// @param received the system clock's reading (fields receiveSec, receiveUSec, receiveNSec)
/// @param reference true time then, nanoseconds since 1970 (clockSec, clockUSec, clockNSec)
/// @param leap what the writer says of the end of the day
public record ShmSample(SystemInstant received, SystemInstant reference, LeapIndicator leap) implements ShmReading {
    private static final long NANOS = 1_000_000_000L;
    private static final long MICRO = 1_000L;
    private static final long SECONDS_LIMIT = 1L << 32;

    /// The system clock minus the reference.
    public Span offset() {
        return received.since(reference);
    }

    /// Takes a copy of a segment apart, whatever its valid flag says.
    static ShmReading decode(ShmLayout layout, byte[] copy) {
        ByteBuffer bytes = ByteBuffer.wrap(copy).order(ByteOrder.nativeOrder());
        int mode = bytes.getInt(ShmLayout.MODE);
        if (mode != 0 && mode != 1) {
            return ShmRefusal.BAD_MODE;
        }
        int leap = bytes.getInt(layout.leap);
        LeapIndicator[] leaps = LeapIndicator.values();
        if (leap < 0 || leap >= leaps.length) {
            return ShmRefusal.BAD_LEAP;
        }
        if (leaps[leap] == LeapIndicator.UNSYNCHRONISED) {
            return ShmRefusal.NOT_SYNCHRONISED;
        }
        long reference = nanos(bytes, layout, layout.clockSeconds, layout.clockMicros, layout.clockNanos);
        long received = nanos(bytes, layout, layout.receiveSeconds, layout.receiveMicros, layout.receiveNanos());
        if (reference < 0 || received < 0) {
            return ShmRefusal.BAD_TIME;
        }
        return new ShmSample(new SystemInstant(received), new SystemInstant(reference), leaps[leap]);
    }

    /// @return nanoseconds since 1970, or -1 if the fields are no time. The nanoseconds count where they agree with the
    ///         microseconds: older writers leave them alone
    private static long nanos(ByteBuffer bytes, ShmLayout layout, int secondsAt, int microsAt, int nanosAt) {
        long seconds = layout.wide ? bytes.getLong(secondsAt) : bytes.getInt(secondsAt);
        long micros = bytes.getInt(microsAt);
        long fine = bytes.getInt(nanosAt) & 0xffff_ffffL;
        if (seconds < 0 || seconds >= SECONDS_LIMIT || micros < 0 || micros >= 1_000_000) {
            return -1;
        }
        boolean agrees = fine - micros * MICRO >= 0 && fine - micros * MICRO < MICRO;
        return seconds * NANOS + (agrees ? fine : micros * MICRO);
    }
}
