package org.timeball.linux.clock;

import org.timeball.linux.libc.Errno;

/// A model of the kernel's clock as clock_adjtime(2) shows it, after kernel/time/ntp.c and timekeeping.c of Linux 6:
/// which modes exclude each other, what is clamped, what is refused, what a step resets.
final class ModelKernel implements Adjtimex {
    private static final int KNOWN_MODES = Timex.ADJ_OFFSET | Timex.ADJ_FREQUENCY | Timex.ADJ_MAXERROR
            | Timex.ADJ_ESTERROR | Timex.ADJ_STATUS | Timex.ADJ_TAI | Timex.ADJ_SETOFFSET | Timex.ADJ_MICRO
            | Timex.ADJ_NANO | Timex.ADJ_TICK;

    /// The reading, in nanoseconds since 1970, and what its rounding still owes.
    long nanos = 1_800_000_000_123_456_789L;
    private double owedNanos;
    /// The oscillator's own error as a fraction.
    double oscillator;
    long freq;
    long tick = Timex.TICK_NOMINAL;
    int status = Timex.STA_UNSYNC;
    long maxErrorMicros = Timex.MAXERROR_LIMIT_MICROS;
    long estErrorMicros = Timex.MAXERROR_LIMIT_MICROS;
    int tai;
    /// What adjtime(3) and another daemon's PLL have still to slew.
    double adjtimeSeconds;
    double pllSeconds;
    boolean mayset = true;
    int calls;

    /// Lets `seconds` of true time pass.
    void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            double single = Math.clamp(adjtimeSeconds, -500e-6, 500e-6);
            double chunk = pllSeconds / 16;
            adjtimeSeconds -= single;
            pllSeconds -= chunk;
            double gained = (1 + oscillator) * (tick / 1e4 + freq / 65536e6) + single + chunk;
            owedNanos += gained * 1e9;
            long whole = (long) Math.floor(owedNanos);
            nanos += whole;
            owedNanos -= whole;
            maxErrorMicros += 500;
            if (maxErrorMicros > Timex.MAXERROR_LIMIT_MICROS) {
                maxErrorMicros = Timex.MAXERROR_LIMIT_MICROS;
                status |= Timex.STA_UNSYNC;
            }
        }
    }

    @Override
    public int call(Timex timex) {
        calls++;
        int modes = timex.modes();
        int errno = refusal(timex, modes);
        if (errno != 0) {
            return errno;
        }
        if (modes == Timex.ADJ_OFFSET_SINGLESHOT) {
            adjtimeSeconds = timex.pointer().getLong(8) / 1e6;
        } else {
            apply(timex, modes);
        }
        report(timex);
        return 0;
    }

    private int refusal(Timex timex, int modes) {
        if (modes != 0 && !mayset) {
            return Errno.EPERM;
        }
        if (modes == Timex.ADJ_OFFSET_SINGLESHOT) {
            return 0;
        }
        boolean bothUnits = (modes & Timex.ADJ_NANO) != 0 && (modes & Timex.ADJ_MICRO) != 0;
        boolean badTick = (modes & Timex.ADJ_TICK) != 0 && (timex.tick() < 9000 || timex.tick() > 11_000);
        long fraction = timex.pointer().getLong(80);
        long fractionLimit = (modes & Timex.ADJ_NANO) != 0 ? 1_000_000_000 : 1_000_000;
        boolean badStep = (modes & Timex.ADJ_SETOFFSET) != 0 && (fraction < 0 || fraction >= fractionLimit);
        boolean unknown = (modes & ~KNOWN_MODES) != 0;
        return bothUnits || badTick || badStep || unknown ? Errno.EINVAL : 0;
    }

    private void apply(Timex timex, int modes) {
        if ((modes & Timex.ADJ_SETOFFSET) != 0) {
            long unit = (modes & Timex.ADJ_NANO) != 0 ? 1 : 1000;
            nanos += timex.pointer().getLong(72) * 1_000_000_000 + timex.pointer().getLong(80) * unit;
            adjtimeSeconds = 0;
            pllSeconds = 0;
            status |= Timex.STA_UNSYNC;
            maxErrorMicros = Timex.MAXERROR_LIMIT_MICROS;
            estErrorMicros = Timex.MAXERROR_LIMIT_MICROS;
        }
        if ((modes & Timex.ADJ_STATUS) != 0) {
            status = status & Timex.STA_RONLY | timex.status() & ~Timex.STA_RONLY;
        }
        if ((modes & Timex.ADJ_NANO) != 0) {
            status |= Timex.STA_NANO;
        }
        if ((modes & Timex.ADJ_MICRO) != 0) {
            status &= ~Timex.STA_NANO;
        }
        if ((modes & Timex.ADJ_FREQUENCY) != 0) {
            freq = Math.clamp(timex.freq(), -Timex.FREQ_LIMIT, Timex.FREQ_LIMIT);
        }
        if ((modes & Timex.ADJ_MAXERROR) != 0) {
            maxErrorMicros = Math.clamp(timex.maxErrorMicros(), 0, Timex.MAXERROR_LIMIT_MICROS);
        }
        if ((modes & Timex.ADJ_ESTERROR) != 0) {
            estErrorMicros = Math.clamp(timex.estErrorMicros(), 0, Timex.MAXERROR_LIMIT_MICROS);
        }
        if ((modes & Timex.ADJ_TAI) != 0) {
            tai = (int) timex.pointer().getLong(48);
        }
        if ((modes & Timex.ADJ_OFFSET) != 0 && (status & Timex.STA_PLL) != 0) {
            pllSeconds = timex.pointer().getLong(8) / 1e9;
        }
        if ((modes & Timex.ADJ_TICK) != 0) {
            tick = timex.tick();
        }
    }

    private void report(Timex timex) {
        boolean nano = (status & Timex.STA_NANO) != 0;
        timex.freq(freq).tick(tick).status(status).maxErrorMicros(maxErrorMicros).estErrorMicros(estErrorMicros)
                .timeNanos(nanos).tai(tai);
        if (!nano) {
            timex.pointer().setLong(80, timex.pointer().getLong(80) / 1000);
        }
    }
}
