package org.timeball.simulator.clknetsim.net;

import org.timeball.simulator.clknetsim.protocol.ProtocolException;
import org.timeball.simulator.clknetsim.protocol.Readings;
import org.timeball.simulator.clknetsim.protocol.Reply.Adjusted;
import org.timeball.simulator.clknetsim.protocol.TimexFields;

/// A node's clocks, and adjtimex over them as Linux has it. Phase-locked slewing by the kernel is not simulated.
final class SimulatedClock {
    private static final int OK = 0;
    private static final int INS = 1;
    private static final int DEL = 2;
    private static final int OOP = 3;
    private static final int WAIT = 4;
    private static final int REFUSED = -1;
    private static final int WRITABLE_STATUS = 0xff;
    private static final double DAY = 86_400;
    /// By how much the bound of the error grows each second, us.
    private static final long ERROR_GROWTH = 500;
    private static final int KNOWN_MODES = TimexFields.FREQUENCY | TimexFields.MAX_ERROR | TimexFields.EST_ERROR
            | TimexFields.STATUS | TimexFields.TIME_CONSTANT | TimexFields.TAI | TimexFields.SET_OFFSET
            | TimexFields.MICRO | TimexFields.NANO | TimexFields.TICK | TimexFields.OFFSET;

    private final NodePlan plan;
    private double real;
    private double monotonic;
    private double raw;
    private double physical;
    private long tick = TimexFields.TICK_NOMINAL;
    private long freq;
    private long maxError = TimexFields.MAX_ERROR_LIMIT;
    private long estError = TimexFields.MAX_ERROR_LIMIT;
    private int status = TimexFields.STA_UNSYNC;
    private long constant;
    private int tai;
    private int state = OK;

    SimulatedClock(NodePlan plan) {
        this.plan = plan;
        real = plan.offsetSeconds();
    }

    /// Rate of the monotonic and the real clock.
    double rate() {
        return (1 + physical) * ((double) tick / TimexFields.TICK_NOMINAL + freq / (TimexFields.FREQ_PER_PPM * 1e6));
    }

    double monotonic() {
        return monotonic;
    }

    double real() {
        return real;
    }

    void advance(double seconds) {
        double passed = seconds * rate();
        real += passed;
        monotonic += passed;
        raw += seconds * (1 + physical);
    }

    Readings readings(double networkSeconds) {
        return new Readings(real, monotonic, raw, networkSeconds, physical);
    }

    void set(double seconds) {
        real = seconds;
    }

    /// Once a network second: the clock's own errors, the kernel's second.
    void update(double networkSeconds) {
        physical = plan.frequency().at(networkSeconds);
        real += plan.step().at(networkSeconds);
        maxError = Math.min(maxError + ERROR_GROWTH, TimexFields.MAX_ERROR_LIMIT);
        if (maxError == TimexFields.MAX_ERROR_LIMIT) {
            status |= TimexFields.STA_UNSYNC;
        }
        leap();
    }

    private void leap() {
        boolean insert = (status & TimexFields.STA_INS) != 0;
        boolean delete = (status & TimexFields.STA_DEL) != 0;
        switch (state) {
            case OK -> state = insert ? INS : delete ? DEL : OK;
            case INS -> {
                if (!insert) {
                    state = OK;
                } else if (isWithinASecondOfMidnight(0.5)) {
                    real -= 1;
                    tai++;
                    state = OOP;
                }
            }
            case DEL -> {
                if (!delete) {
                    state = OK;
                } else if (isWithinASecondOfMidnight(1.5)) {
                    real += 1;
                    tai--;
                    state = WAIT;
                }
            }
            case OOP -> state = WAIT;
            default -> state = insert || delete ? WAIT : OK;
        }
    }

    private boolean isWithinASecondOfMidnight(double early) {
        double ofDay = real + early;
        return ofDay - DAY * Math.floor(ofDay / DAY) <= 1;
    }

    Adjusted adjust(TimexFields asked) {
        if (asked.modes() == TimexFields.OFFSET_SINGLESHOT) {
            refuseSlew(asked);
            return new Adjusted(state, fields());
        }
        if ((asked.modes() & ~KNOWN_MODES) != 0) {
            throw new ProtocolException("adjtimex with modes %#x is not simulated".formatted(asked.modes()));
        }
        if (asked.sets(TimexFields.OFFSET)) {
            refuseSlew(asked);
        }
        boolean refused = asked.sets(TimexFields.TICK)
                && Math.abs(asked.tick() - TimexFields.TICK_NOMINAL) > TimexFields.TICK_RANGE;
        applyRate(asked, refused);
        applyStatus(asked);
        if (asked.sets(TimexFields.SET_OFFSET)) {
            real += asked.seconds() + asked.fraction() * ((status & TimexFields.STA_NANO) != 0 ? 1e-9 : 1e-6);
            maxError = TimexFields.MAX_ERROR_LIMIT;
        }
        return new Adjusted(refused ? REFUSED : state, fields());
    }

    private void applyRate(TimexFields asked, boolean tickRefused) {
        if (asked.sets(TimexFields.FREQUENCY)) {
            freq = Math.clamp(asked.freq(), -TimexFields.FREQ_LIMIT, TimexFields.FREQ_LIMIT);
        }
        if (asked.sets(TimexFields.TICK) && !tickRefused) {
            tick = asked.tick();
        }
    }

    private void applyStatus(TimexFields asked) {
        if (asked.sets(TimexFields.MAX_ERROR)) {
            maxError = asked.maxError();
        }
        if (asked.sets(TimexFields.EST_ERROR)) {
            estError = asked.estError();
        }
        if (asked.sets(TimexFields.STATUS)) {
            status = asked.status() & WRITABLE_STATUS;
        }
        if (asked.sets(TimexFields.TIME_CONSTANT)) {
            constant = asked.constant();
        }
        if (asked.sets(TimexFields.TAI)) {
            tai = (int) asked.constant();
        }
        if (asked.sets(TimexFields.NANO)) {
            status |= TimexFields.STA_NANO;
        }
        if (asked.sets(TimexFields.MICRO)) {
            status &= ~TimexFields.STA_NANO;
        }
    }

    private static void refuseSlew(TimexFields asked) {
        if (asked.offset() != 0) {
            throw new ProtocolException("adjtimex with an offset of %d is not simulated".formatted(asked.offset()));
        }
    }

    private TimexFields fields() {
        return new TimexFields(0, 0, freq, maxError, estError, status, constant, 1, TimexFields.FREQ_LIMIT, 0, 0, tick,
                tai);
    }
}
