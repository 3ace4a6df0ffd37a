package org.timeball.ntp.wire;

/// The 64-bit NTP timestamp (RFC 5905 section 6): unsigned seconds since 1900-01-01 in the upper half, modulo 2^32;
/// fractions of 2^-32 s in the lower.
///
/// It repeats every 136 years (next on 2036-02-07T06:28:16Z), so turning one back into nanoseconds needs a moment
/// known to lie within 68 years of it. Timestamps are plain longs here, since the packet path makes no objects.
public final class NtpTimestamp {
    /// Seconds from 1900-01-01 to 1970-01-01.
    private static final long UNIX_EPOCH = 2_208_988_800L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LOWER_HALF = 0xffff_ffffL;

    private NtpTimestamp() {
    }

    /// The timestamp of a clock reading, rounded down to its 0.23 ns.
    ///
    /// @param unixNanos nanoseconds since 1970, any value
    public static long ofUnixNanos(long unixNanos) {
        long second = Math.floorDiv(unixNanos, NANOS_PER_SECOND);
        long nano = unixNanos - second * NANOS_PER_SECOND;
        return second + UNIX_EPOCH << 32 | (nano << 32) / NANOS_PER_SECOND;
    }

    /// The clock reading that a timestamp stands for, in the era that puts it nearest to `pivotNanos`.
    ///
    /// Undoes [#ofUnixNanos] exactly.
    ///
    /// @param bits the timestamp
    /// @param pivotNanos nanoseconds since 1970 (1746 to 2194) within 68 years of the timestamp; our own clock will do
    public static long toUnixNanos(long bits, long pivotNanos) {
        long pivotSecond = Math.floorDiv(pivotNanos, NANOS_PER_SECOND);
        int secondsFromPivot = (int) ((bits >>> 32) - (pivotSecond + UNIX_EPOCH));
        long nano = (bits & LOWER_HALF) * NANOS_PER_SECOND + (1L << 31) >>> 32;
        return (pivotSecond + secondsFromPivot) * NANOS_PER_SECOND + nano;
    }
}
