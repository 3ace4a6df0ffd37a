package org.timeball.simulator.clknetsim;

import org.timeball.simulator.clknetsim.protocol.Readings;
import org.timeball.simulator.clknetsim.protocol.Reply.Adjusted;
import org.timeball.simulator.clknetsim.protocol.TimexFields;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.SystemClock;
import org.timeball.timekeeping.world.WorldException;

/// The node's clock, steered through clknetsim's adjtimex.
///
/// It stands still but for SELECT, whose answer carries its reading; only a step makes it ask. The date is added after
/// the reading was split into seconds and nanoseconds: added before, it would cost the reading's precision.
final class NodeClock implements SystemClock {
    private static final double FREQ_PER_RATE = TimexFields.FREQ_PER_PPM * 1e6;
    private static final Frequency LIMIT = new Frequency(0.1);
    /// Successive readings of a clock that takes part in clknetsim differ by so much at first.
    private static final Span RESOLUTION = Span.ofNanos(101);
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final double HALF_NANOSECOND = 0.5e-9;

    private final Clknetsim clknetsim;
    private final NodeSettings settings;
    private Readings readings;
    private long tick = TimexFields.TICK_NOMINAL;
    private long freq;

    NodeClock(Clknetsim clknetsim, NodeSettings settings) {
        this.clknetsim = clknetsim;
        this.settings = settings;
        readings = clknetsim.readings();
    }

    /// Takes in what a SELECT brought.
    void show(Readings now) {
        readings = now;
    }

    Readings readings() {
        return readings;
    }

    @Override
    public SystemInstant now() {
        return systemInstant(readings.real());
    }

    MonotonicInstant monotonic() {
        return new MonotonicInstant(nanos(readings.monotonic(), settings.monotonicStart()));
    }

    /// The instant that a reading of the real clock means.
    ///
    /// @param seconds since network time 0
    SystemInstant systemInstant(double seconds) {
        return new SystemInstant(nanos(seconds, settings.startDate()));
    }

    private static long nanos(double seconds, long origin) {
        double rounded = seconds + HALF_NANOSECOND;
        double whole = Math.floor(rounded);
        long fraction = (long) ((rounded - whole) * 1e9);
        return Math.addExact(Math.multiplyExact(Math.addExact((long) whole, origin), NANOS_PER_SECOND), fraction);
    }

    @Override
    public Frequency rate() {
        return new Frequency(((tick - TimexFields.TICK_NOMINAL) * TimexFields.FREQ_PER_TICK + freq) / FREQ_PER_RATE);
    }

    @Override
    public RateChange setRate(Frequency correction) throws WorldException {
        double limit = LIMIT.fraction();
        long units = Math.round(Math.clamp(correction.fraction(), -limit, limit) * FREQ_PER_RATE);
        long ticks = Math.round((double) units / TimexFields.FREQ_PER_TICK);
        adjust("rate", TimexFields.rate(TimexFields.TICK_NOMINAL + ticks, units - ticks * TimexFields.FREQ_PER_TICK));
        tick = TimexFields.TICK_NOMINAL + ticks;
        freq = units - ticks * TimexFields.FREQ_PER_TICK;
        return new RateChange(now(), rate());
    }

    @Override
    public SystemInstant step(Span amount) throws WorldException {
        SystemInstant before = now();
        adjust("step", TimexFields.step(Math.floorDiv(amount.nanos(), NANOS_PER_SECOND),
                Math.floorMod(amount.nanos(), NANOS_PER_SECOND)));
        readings = clknetsim.readings();
        return before;
    }

    @Override
    public void setStatus(LeapIndicator leap, double maxErrorSeconds) throws WorldException {
        int bits = switch (leap) {
            case NONE -> 0;
            case INSERT -> TimexFields.STA_INS;
            case DELETE -> TimexFields.STA_DEL;
            case UNSYNCHRONISED -> TimexFields.STA_UNSYNC;
        };
        long micros = maxErrorSeconds >= 0
                ? (long) Math.min(Math.ceil(maxErrorSeconds * 1e6), TimexFields.MAX_ERROR_LIMIT)
                : TimexFields.MAX_ERROR_LIMIT;
        adjust("status", TimexFields.status(bits, micros, micros));
    }

    /// The simulated kernel counts leap seconds itself, once it has been told TAI minus UTC.
    @Override
    public boolean setTaiOffset(int seconds) throws WorldException {
        if (clknetsim.adjust(TimexFields.READ).fields().tai() == seconds) {
            return false;
        }
        adjust("TAI offset", TimexFields.tai(seconds));
        return true;
    }

    @Override
    public boolean leapsByItself() {
        return true;
    }

    private void adjust(String what, TimexFields fields) throws WorldException {
        Adjusted adjusted = clknetsim.adjust(fields);
        if (adjusted.state() < 0) {
            throw new WorldException("clknetsim refused to change the clock's %s (%s); see what was asked for"
                    .formatted(what, fields));
        }
    }

    @Override
    public Frequency rateLimit() {
        return LIMIT;
    }

    @Override
    public Span resolution() {
        return RESOLUTION;
    }
}
