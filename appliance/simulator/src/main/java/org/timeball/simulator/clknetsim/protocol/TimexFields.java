package org.timeball.simulator.clknetsim.protocol;

import java.nio.ByteBuffer;

/// struct timex of `<linux/timex.h>` on LP64, 208 bytes, as ADJTIMEX carries it both ways.
///
/// Offsets: modes 0 (u32), offset 8, freq 16, maxerror 24, esterror 32, status 40 (int), constant 48, precision 56,
/// tolerance 64, time 72 (tv_sec) and 80 (tv_usec), tick 88, ppsfreq to stbcnt 96 to 159 (0 here), tai 160 (int).
///
/// @param modes which fields a request sets; 0 only reads
/// @param offset phase still to be slewed, us (ns with NANO)
/// @param freq added rate in 2^-16 ppm, at most 500 ppm either way
/// @param maxError bound of the error, us
/// @param estError estimate of the error, us
/// @param status STA_ bits
/// @param constant PLL time constant, or with TAI in `modes` TAI minus UTC in s
/// @param precision resolution, us
/// @param tolerance largest `freq`, 2^-16 ppm
/// @param seconds with SETOFFSET: whole seconds to step by
/// @param fraction with SETOFFSET: us (ns with NANO) to step by on top
/// @param tick us a 1/100 s, 9000 to 11000
/// @param tai TAI minus UTC, s
public record TimexFields(int modes, long offset, long freq, long maxError, long estError, int status, long constant,
        long precision, long tolerance, long seconds, long fraction, long tick, int tai) {
    public static final int SIZE = 208;

    public static final int OFFSET = 0x1;
    public static final int FREQUENCY = 0x2;
    public static final int MAX_ERROR = 0x4;
    public static final int EST_ERROR = 0x8;
    public static final int STATUS = 0x10;
    public static final int TIME_CONSTANT = 0x20;
    public static final int TAI = 0x80;
    public static final int SET_OFFSET = 0x100;
    public static final int MICRO = 0x1000;
    public static final int NANO = 0x2000;
    public static final int TICK = 0x4000;
    /// Stands alone: sets what adjtime(3) has still to slew.
    public static final int OFFSET_SINGLESHOT = 0x8001;

    public static final int STA_PLL = 0x1;
    public static final int STA_INS = 0x10;
    public static final int STA_DEL = 0x20;
    public static final int STA_UNSYNC = 0x40;
    public static final int STA_NANO = 0x2000;

    public static final long FREQ_PER_PPM = 1 << 16;
    public static final long FREQ_LIMIT = 500 * FREQ_PER_PPM;
    public static final long TICK_NOMINAL = 10_000;
    public static final long TICK_RANGE = 1_000;
    /// One us in a tick of 10 ms is 100 ppm.
    public static final long FREQ_PER_TICK = 100 * FREQ_PER_PPM;
    /// At this bound, which grows by 500 us a second, the kernel declares itself unsynchronised.
    public static final long MAX_ERROR_LIMIT = 16_000_000;

    private static final int UNUSED_PPS = 64;

    /// A request that only reads.
    public static final TimexFields READ = new TimexFields(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// Sets the rate: `tick` and `freq` together.
    public static TimexFields rate(long tick, long freq) {
        return new TimexFields(FREQUENCY | TICK, 0, freq, 0, 0, 0, 0, 0, 0, 0, 0, tick, 0);
    }

    /// Steps the clock by `seconds` and `nanos` (0 to 999,999,999).
    public static TimexFields step(long seconds, long nanos) {
        return new TimexFields(SET_OFFSET | NANO, 0, 0, 0, 0, 0, 0, 0, 0, seconds, nanos, 0, 0);
    }

    /// Sets the status bits and both errors, us.
    public static TimexFields status(int status, long maxError, long estError) {
        return new TimexFields(STATUS | MAX_ERROR | EST_ERROR, 0, 0, maxError, estError, status, 0, 0, 0, 0, 0, 0, 0);
    }

    /// Sets the status bits and TAI minus UTC, s.
    public static TimexFields statusAndTai(int status, int tai) {
        return new TimexFields(STATUS | TAI, 0, 0, 0, 0, status, tai, 0, 0, 0, 0, 0, 0);
    }

    /// Sets TAI minus UTC alone, s.
    public static TimexFields tai(int tai) {
        return new TimexFields(TAI, 0, 0, 0, 0, 0, tai, 0, 0, 0, 0, 0, 0);
    }

    public boolean sets(int mode) {
        return (modes & mode) == mode;
    }

    void write(ByteBuffer to) {
        int start = to.position();
        to.putInt(modes).putInt(0).putLong(offset).putLong(freq).putLong(maxError).putLong(estError).putInt(status)
                .putInt(0).putLong(constant).putLong(precision).putLong(tolerance).putLong(seconds).putLong(fraction)
                .putLong(tick);
        to.position(to.position() + UNUSED_PPS);
        to.putInt(tai);
        to.position(start + SIZE);
    }

    static TimexFields read(ByteBuffer from) {
        int start = from.position();
        TimexFields fields = new TimexFields(from.getInt(start), from.getLong(start + 8), from.getLong(start + 16),
                from.getLong(start + 24), from.getLong(start + 32), from.getInt(start + 40),
                from.getLong(start + 48), from.getLong(start + 56), from.getLong(start + 64),
                from.getLong(start + 72), from.getLong(start + 80), from.getLong(start + 88),
                from.getInt(start + 160));
        from.position(start + SIZE);
        return fields;
    }
}
