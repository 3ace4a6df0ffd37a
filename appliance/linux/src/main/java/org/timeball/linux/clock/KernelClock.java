package org.timeball.linux.clock;

import com.sun.jna.Native;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.SystemClock;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// The kernel's CLOCK_REALTIME, steered by clock_adjtime(2) as a plain clock: rate and steps, the kernel's own PLL off.
///
/// Up to 500 ppm the rate is corrected by the frequency alone, in steps of 2^-16 ppm; beyond that the tick takes whole
/// 100 ppm and the frequency the rest, up to 10 %. A step makes the kernel forget that it is synchronised until the
/// next [#setStatus]; and since the kernel adds 500 us to maxerror every second and gives up at 16 s, the status has to
/// be set again now and then. Leap seconds are inserted and deleted by the kernel at the end of the UTC day.
///
/// Another program that steers the same clock is noticed at the next call and told by [#foreignRate]. For one thread.
public final class KernelClock implements SystemClock, AutoCloseable {
    private static final int CLOCK_REALTIME = 0;
    private static final double FREQ_PER_UNIT_RATE = 1e6 * Timex.FREQ_PER_PPM;
    private static final Frequency LIMIT = new Frequency(0.1);
    private static final Span RESOLUTION = new Span(1);
    private static final int LEAP_BITS = Timex.STA_INS | Timex.STA_DEL;

    private final Adjtimex kernel;
    private final LongSupplier realtimeNanos;
    private final Timex timex = new Timex();
    private final int statusFound;
    /// STA_UNSYNC where the kernel is not to copy the time to the RTC; else 0.
    private final int kept;
    /// What the kernel holds, as far as we know.
    private long freq;
    private long tick;
    private int status;
    private boolean rivalSeen;
    private boolean closed;

    /// Takes over the clock: its rate stays, slews in progress end, and it counts as unsynchronised until the first
    /// status.
    ///
    /// @throws WorldException if this process may not set the clock
    public static KernelClock open() throws WorldException {
        return open(true);
    }

    /// The same.
    ///
    /// @param mayKeepRtc whether the kernel may copy the time to the real-time clock every 11 minutes while we are
    ///            synchronised (`rtcsync`). It does so whenever the clock is not marked unsynchronised; without it,
    ///            others (`timedatectl`) see an unsynchronised clock.
    public static KernelClock open(boolean mayKeepRtc) throws WorldException {
        return new KernelClock(KernelClock::adjust, HostClock::realtimeNanos, mayKeepRtc);
    }

    static int adjust(Timex timex) {
        return Libc.clock_adjtime(CLOCK_REALTIME, timex.pointer()) < 0 ? Native.getLastError() : 0;
    }

    KernelClock(Adjtimex kernel, LongSupplier realtimeNanos, boolean mayKeepRtc) throws WorldException {
        kept = mayKeepRtc ? 0 : Timex.STA_UNSYNC;
        this.kernel = kernel;
        this.realtimeNanos = realtimeNanos;
        call("read", timex.setting(0));
        statusFound = timex.status();
        call("end the slews of", timex.setting(Timex.ADJ_OFFSET_SINGLESHOT));
        // Only in PLL mode does the kernel take an offset; 0 ends what another daemon's PLL had still to do.
        call("end the slews of", timex.setting(Timex.ADJ_OFFSET | Timex.ADJ_STATUS | Timex.ADJ_NANO)
                .status(Timex.STA_PLL | Timex.STA_UNSYNC));
        call("switch off the PLL of", timex.setting(Timex.ADJ_STATUS).status(Timex.STA_UNSYNC));
        remember();
    }

    private void call(String what, Timex timex) throws WorldException {
        int errno = kernel.call(timex);
        if (errno != 0) {
            throw Errno.failure("cannot " + what + " the kernel clock", errno, errno == Errno.EPERM
                    ? "run as root or grant CAP_SYS_TIME, or leave the clock alone with -x"
                    : "check that no container or security module forbids clock_adjtime");
        }
    }

    private void remember() {
        freq = timex.freq();
        tick = timex.tick();
        status = timex.status() & ~Timex.STA_RONLY;
    }

    @Override
    public SystemInstant now() {
        return new SystemInstant(realtimeNanos.getAsLong());
    }

    @Override
    public Frequency rate() {
        return new Frequency(((tick - Timex.TICK_NOMINAL) * Timex.FREQ_PER_TICK + freq) / FREQ_PER_UNIT_RATE);
    }

    @Override
    public RateChange setRate(Frequency correction) throws WorldException {
        watchForRival();
        double limit = LIMIT.fraction();
        long units = Math.round(Math.clamp(correction.fraction(), -limit, limit) * FREQ_PER_UNIT_RATE);
        long ticks = Math.abs(units) <= Timex.FREQ_LIMIT ? 0 : Math.round((double) units / Timex.FREQ_PER_TICK);
        call("set the rate of", timex.setting(Timex.ADJ_FREQUENCY | Timex.ADJ_TICK)
                .tick(Timex.TICK_NOMINAL + ticks).freq(units - ticks * Timex.FREQ_PER_TICK));
        remember();
        return new RateChange(new SystemInstant(timex.timeNanos()), rate());
    }

    @Override
    public SystemInstant step(Span amount) throws WorldException {
        watchForRival();
        call("step", timex.setting(Timex.ADJ_SETOFFSET | Timex.ADJ_NANO).timeNanos(amount.nanos()));
        remember();
        return new SystemInstant(timex.timeNanos()).minus(amount);
    }

    @Override
    public void setStatus(LeapIndicator leap, double maxErrorSeconds) throws WorldException {
        watchForRival();
        int bits = switch (leap) {
            case NONE -> 0;
            case INSERT -> Timex.STA_INS;
            case DELETE -> Timex.STA_DEL;
            case UNSYNCHRONISED -> Timex.STA_UNSYNC;
        };
        long micros = maxErrorSeconds >= 0
                ? (long) Math.min(Math.ceil(maxErrorSeconds * 1e6), Timex.MAXERROR_LIMIT_MICROS)
                : Timex.MAXERROR_LIMIT_MICROS;
        call("set the status of",
                timex.setting(Timex.ADJ_STATUS | Timex.ADJ_MAXERROR | Timex.ADJ_ESTERROR).status(bits | kept)
                        .maxErrorMicros(micros).estErrorMicros(micros));
        remember();
    }

    /// Compares what the kernel holds with what we left. Only a rate or a mode that we did not set proves a rival: the
    /// kernel itself may set STA_UNSYNC.
    private void watchForRival() throws WorldException {
        call("read", timex.setting(0));
        int ours = ~(Timex.STA_RONLY | Timex.STA_UNSYNC);
        if (timex.freq() == freq && timex.tick() == tick && (timex.status() & ours) == (status & ours)) {
            return;
        }
        remember();
        rivalSeen = true;
    }

    @Override
    public Optional<RateChange> foreignRate() throws WorldException {
        watchForRival();
        boolean seen = rivalSeen;
        rivalSeen = false;
        return seen ? Optional.of(new RateChange(new SystemInstant(timex.timeNanos()), rate())) : Optional.empty();
    }

    @Override
    public boolean leapsByItself() {
        return true;
    }

    /// Tells the kernel TAI minus UTC, so that CLOCK_TAI is right.
    ///
    /// @param seconds 37 since 2017; 0 means not known
    /// @return false if the kernel had it already: it counts a leap second itself
    @Override
    public boolean setTaiOffset(int seconds) throws WorldException {
        if (seconds < 0 || seconds > 1000) {
            throw new IllegalArgumentException("TAI minus UTC is " + seconds + " s; it must be 0 to 1000");
        }
        call("read", timex.setting(0));
        if (timex.tai() == seconds) {
            return false;
        }
        call("set the TAI offset of", timex.setting(Timex.ADJ_TAI).constant(seconds));
        return true;
    }

    @Override
    public Frequency rateLimit() {
        return LIMIT;
    }

    @Override
    public Span resolution() {
        return RESOLUTION;
    }

    /// Gives the clock back: its rate stays as it was last set, its status is as it was found, except that a leap
    /// second stays announced or not as we last said.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        int unit = (statusFound & Timex.STA_NANO) != 0 ? Timex.ADJ_NANO : Timex.ADJ_MICRO;
        try {
            call("restore the status of", timex.setting(Timex.ADJ_STATUS | unit)
                    .status(statusFound & ~LEAP_BITS | status & LEAP_BITS));
        } catch (WorldException e) {
            Logger.warn(e.getMessage());
        }
    }
}
