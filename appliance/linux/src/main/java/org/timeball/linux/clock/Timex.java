package org.timeball.linux.clock;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/// struct timex of `<linux/timex.h>` on LP64: what clock_adjtime(2) takes and gives back.
///
/// Offsets: modes 0 (u32), offset 8, freq 16, maxerror 24, esterror 32, status 40 (int), constant 48, precision 56,
/// tolerance 64, time 72 (tv_sec) and 80 (tv_usec; nanoseconds if ADJ_NANO is given or STA_NANO comes back), tick 88, ppsfreq to
/// stbcnt 96 to 159, tai 160 (int), 11 reserved ints; 208 bytes in all. `time` is CLOCK_REALTIME, read by the kernel in
/// the call itself.
final class Timex {
    static final int SIZE = 208;

    /// Which fields a call sets; none of them: a call that only reads.
    static final int ADJ_OFFSET = 0x1;
    static final int ADJ_FREQUENCY = 0x2;
    static final int ADJ_MAXERROR = 0x4;
    static final int ADJ_ESTERROR = 0x8;
    static final int ADJ_STATUS = 0x10;
    static final int ADJ_TAI = 0x80;
    static final int ADJ_SETOFFSET = 0x100;
    static final int ADJ_MICRO = 0x1000;
    static final int ADJ_NANO = 0x2000;
    static final int ADJ_TICK = 0x4000;
    /// Stands alone: sets what adjtime(3) has still to slew.
    static final int ADJ_OFFSET_SINGLESHOT = 0x8001;

    static final int STA_PLL = 0x1;
    static final int STA_INS = 0x10;
    static final int STA_DEL = 0x20;
    static final int STA_UNSYNC = 0x40;
    static final int STA_NANO = 0x2000;
    /// The status bits that only the kernel sets.
    static final int STA_RONLY = 0xff00;

    /// `freq` counts 2^-16 ppm, at most 500 ppm either way.
    static final long FREQ_PER_PPM = 1 << 16;
    static final long FREQ_LIMIT = 500 * FREQ_PER_PPM;
    /// `tick` is the length in us of 1/100 s as the clock shows it (USER_HZ is 100 on x86_64 and aarch64), +-10 %.
    static final long TICK_NOMINAL = 10_000;
    static final long TICK_RANGE = 1_000;
    /// One us in a tick of 10 ms is 100 ppm.
    static final long FREQ_PER_TICK = 100 * FREQ_PER_PPM;
    /// NTP_PHASE_LIMIT: at this maxerror, which grows by 500 ppm by itself, the kernel declares itself unsynchronised.
    static final long MAXERROR_LIMIT_MICROS = 16_000_000;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Memory memory = new Memory(SIZE);

    Timex() {
        memory.clear();
    }

    Pointer pointer() {
        return memory;
    }

    /// Clears all fields and names those that the next call sets.
    Timex setting(int modes) {
        memory.clear();
        memory.setInt(0, modes);
        return this;
    }

    int modes() {
        return memory.getInt(0);
    }

    /// Added rate in units of 2^-16 ppm.
    long freq() {
        return memory.getLong(16);
    }

    Timex freq(long units) {
        memory.setLong(16, units);
        return this;
    }

    long maxErrorMicros() {
        return memory.getLong(24);
    }

    Timex maxErrorMicros(long micros) {
        memory.setLong(24, micros);
        return this;
    }

    long estErrorMicros() {
        return memory.getLong(32);
    }

    Timex estErrorMicros(long micros) {
        memory.setLong(32, micros);
        return this;
    }

    int status() {
        return memory.getInt(40);
    }

    Timex status(int bits) {
        memory.setInt(40, bits);
        return this;
    }

    /// TAI minus UTC in seconds; 0 where nobody has told the kernel.
    int tai() {
        return memory.getInt(160);
    }

    Timex tai(int seconds) {
        memory.setInt(160, seconds);
        return this;
    }

    /// With ADJ_TAI: TAI minus UTC in seconds, what CLOCK_TAI adds to CLOCK_REALTIME.
    Timex constant(long seconds) {
        memory.setLong(48, seconds);
        return this;
    }

    /// The clock's reading in the call, nanoseconds since 1970.
    long timeNanos() {
        long fraction = memory.getLong(80);
        return memory.getLong(72) * NANOS_PER_SECOND + ((status() & STA_NANO) != 0 ? fraction : fraction * 1000);
    }

    /// For ADJ_SETOFFSET with ADJ_NANO: the kernel wants a fraction that is not negative.
    Timex timeNanos(long nanos) {
        memory.setLong(72, Math.floorDiv(nanos, NANOS_PER_SECOND));
        memory.setLong(80, Math.floorMod(nanos, NANOS_PER_SECOND));
        return this;
    }

    long tick() {
        return memory.getLong(88);
    }

    Timex tick(long micros) {
        memory.setLong(88, micros);
        return this;
    }
}
