package org.timeball.simulator.clock;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.SystemClock;

/// A clock in software: base time, carried through an oscillator's error and all corrections ever given.
///
/// Base time is true time in a simulation, and then the oscillator is what makes the clock wrong. With the kernel's
/// time as base and a perfect oscillator it is the clock that is steered in place of the kernel's (`-x`, the demo).
///
/// While the oscillator is off by y and the correction is c the clock runs (1 + y)(1 + c) times as fast as its base.
/// All of it is kept in integers of 2^-62 ns, so that nothing is lost over any number of days and corrections.
///
/// Threads: corrections may come from any one thread at a time. Readings may be taken on any thread; a reader sees all
/// corrections up to some moment and none after it, takes no lock and allocates nothing, provided the owner calls
/// `now()` or corrects the clock at least every 4 s of base time. (A reader that finds itself beyond what is laid out
/// lays out the next seconds itself.) If base time falls back, so does the reading.
public final class SteeredClock implements SystemClock, KernelTimescale {
    /// Older instants are carried over by the oldest segment that is still known.
    public static final Span HISTORY = Span.ofSeconds(16);

    private static final double RATE_LIMIT = 0.1;
    private static final long SECOND = 1_000_000_000L;
    private static final long LEAD = 8 * SECOND;
    /// Bounds memory and the cost of a correction when thousands of them come in one second; HISTORY is cut then.
    private static final int MOST_SEGMENTS = 1_024;

    private final LongSupplier baseNanos;
    private final Oscillator oscillator;
    private final long firstSecond;
    /// Ascending by start, never changed once published.
    private volatile Segment[] segments;
    private volatile long correction;
    private volatile Status status = new Status(LeapIndicator.UNSYNCHRONISED, 16);
    private Runnable onRateChange = () -> {
    };

    /// @param baseNanos base time, nanoseconds since 1970
    /// @param initialOffset reading minus base at the start
    public SteeredClock(LongSupplier baseNanos, Oscillator oscillator, Span initialOffset) {
        this.baseNanos = baseNanos;
        this.oscillator = oscillator;
        long start = baseNanos.getAsLong();
        firstSecond = Math.floorDiv(start, SECOND);
        segments = new Segment[]{
                Segment.first(start, endOf(firstSecond), start + initialOffset.nanos(), rateDuring(firstSecond))};
    }

    @Override
    public SystemInstant now() {
        long base = baseNanos.getAsLong();
        Segment[] known = segments;
        if (known[known.length - 1].end() - base < LEAD / 2) {
            layOut(base);
        }
        return new SystemInstant(readingAt(base));
    }

    /// The reading when base time was `base`: now, or at a moment no longer ago than HISTORY.
    public long readingAt(long base) {
        return segmentAt(base).readingAt(base);
    }

    @Override
    public long toSystemNanos(long kernelNanos) {
        return readingAt(kernelNanos);
    }

    /// Reading minus base in seconds, not rounded to nanoseconds: the true error, where the base is true time.
    public double errorSecondsAt(long base) {
        return segmentAt(base).errorNanosAt(base) * 1e-9;
    }

    /// The reading without any step, counted from the clock's start: what CLOCK_MONOTONIC is to CLOCK_REALTIME.
    public long monotonicAt(long base) {
        return segmentAt(base).monotonicAt(base);
    }

    /// When a monotonic reading will be reached, if nobody changes the rate before.
    ///
    /// @return the base time; or an earlier one at which to ask again, where the oscillator's future is not laid out
    public long baseOfMonotonic(long monotonic) {
        Segment[] known = segments;
        int i = known.length - 1;
        while (i > 0 && known[i].monotonicAt(known[i].start()) > monotonic) {
            i--;
        }
        return known[i].baseOfMonotonic(monotonic);
    }

    @Override
    public Frequency rate() {
        return new Frequency(Segment.fractionOf(correction));
    }

    @Override
    public RateChange setRate(Frequency wanted) {
        double clamped = Math.clamp(wanted.fraction(), -RATE_LIMIT, RATE_LIMIT);
        SystemInstant at;
        synchronized (this) {
            at = change(Segment.rateOf(clamped), 0);
        }
        onRateChange.run();
        return new RateChange(at, rate());
    }

    @Override
    public synchronized SystemInstant step(Span amount) {
        return change(correction, amount.nanos());
    }

    /// Has an action run on the caller's thread after each change of rate, for whoever has planned by `baseOfMonotonic`.
    public void onRateChange(Runnable action) {
        onRateChange = action;
    }

    @Override
    public void setStatus(LeapIndicator leap, double maxErrorSeconds) {
        status = new Status(leap, maxErrorSeconds);
    }

    /// What was said last by `setStatus`; unsynchronised with 16 s, as a kernel starts, until then.
    public Status status() {
        return status;
    }

    @Override
    public Frequency rateLimit() {
        return new Frequency(RATE_LIMIT);
    }

    @Override
    public Span resolution() {
        return Span.ofNanos(1);
    }

    /// @param leap what happens at the end of the UTC day
    /// @param maxErrorSeconds bound of the error
    public record Status(LeapIndicator leap, double maxErrorSeconds) {
    }

    private Segment segmentAt(long base) {
        Segment[] known = segments;
        if (base >= known[known.length - 1].end()) {
            known = layOut(base);
        }
        return known[indexAt(known, base)];
    }

    private static int indexAt(Segment[] known, long base) {
        int i = known.length - 1;
        while (i > 0 && known[i].start() > base) {
            i--;
        }
        return i;
    }

    /// Puts a correction into force now; the seconds already laid out ahead are laid out anew.
    private SystemInstant change(long nextCorrection, long stepNanos) {
        long base = baseNanos.getAsLong();
        Segment[] known = layOut(base);
        correction = nextCorrection;
        int here = indexAt(known, base);
        long before = known[here].readingAt(base);
        Segment[] changed = Arrays.copyOf(known, known.length + 1);
        int length = known[here].start() < base ? here + 1 : here;
        Segment last = known[here].changedAt(base, correction, stepNanos);
        changed[length++] = last;
        for (int i = here + 1; i < known.length; i++) {
            if (known[i].start() == last.end()) {
                last = last.next(known[i].end(), known[i].oscillator(), correction);
                changed[length++] = last;
            }
        }
        publish(changed, length, base);
        return new SystemInstant(before);
    }

    /// Makes segments known up to some seconds after `base`.
    private synchronized Segment[] layOut(long base) {
        Segment[] known = segments;
        Segment last = known[known.length - 1];
        if (last.end() - base >= LEAD / 2 || last.end() == Long.MAX_VALUE) {
            return known;
        }
        int length = known.length;
        Segment[] longer = Arrays.copyOf(known, length + 16);
        while (last.end() - base < LEAD) {
            if (length == 2 * MOST_SEGMENTS) {
                System.arraycopy(longer, MOST_SEGMENTS, longer, 0, MOST_SEGMENTS);
                length = MOST_SEGMENTS;
            } else if (length == longer.length) {
                longer = Arrays.copyOf(longer, Math.min(2 * length, 2 * MOST_SEGMENTS));
            }
            long second = last.end() / SECOND;
            last = last.next(endOf(second), rateDuring(second), correction);
            longer[length++] = last;
        }
        return publish(longer, length, base);
    }

    private Segment[] publish(Segment[] laidOut, int length, long base) {
        int first = Math.max(0, length - MOST_SEGMENTS);
        while (first + 1 < length && laidOut[first + 1].start() < base - HISTORY.nanos()) {
            first++;
        }
        Segment[] next = Arrays.copyOfRange(laidOut, first, length);
        segments = next;
        return next;
    }

    private long endOf(long second) {
        return oscillator.isSteady() ? Long.MAX_VALUE : (second + 1) * SECOND;
    }

    private long rateDuring(long second) {
        double error = oscillator.rateErrorDuring(second - firstSecond);
        if (!(Math.abs(error) <= RATE_LIMIT)) {
            throw new IllegalStateException(
                    "the oscillator is off by " + error + " in its second " + (second - firstSecond)
                            + "; a clock can run with errors up to " + RATE_LIMIT);
        }
        return Segment.rateOf(error);
    }
}
