package org.timeball.ntp.server;

import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// A leap second spread evenly over a long window around it, so that clients see a slightly slow or fast day and no leap.
///
/// The system clock leaps by a second at the end of the UTC day. Before it, an inserted second makes the served time fall
/// behind little by little; just before midnight by half a second. The clock then repeats a second, which puts the
/// served time half a second ahead, and that shrinks to nothing. So the served time itself never jumps. In the two seconds
/// that read alike on the clock nobody is answered. A day's window,
/// noon to noon UTC, is what the large public services use (11.6 ppm).
///
/// One thread announces; any may ask.
public final class LeapSmear implements ServedTime {
    private static final long SECOND = 1_000_000_000L;
    private static final Leap NO_LEAP = new Leap(0, 0);

    private final long halfNanos;
    private volatile Leap leap = NO_LEAP;

    /// @param window of the smear, half of it on each side of the leap; 2 s to 2 days
    public LeapSmear(Span window) {
        if (window.nanos() < 2 * SECOND || window.nanos() > 2 * 86_400 * SECOND) {
            throw new IllegalArgumentException("a smear over " + window + "; it must take 2 s to 2 days");
        }
        halfNanos = window.nanos() / 2;
    }

    /// Tells of a leap second, early enough before the window opens.
    ///
    /// @param midnight the system clock's reading at the end of the UTC day, before it leaps
    /// @param which INSERT or DELETE; anything else withdraws the last
    public void announce(SystemInstant midnight, LeapIndicator which) {
        leap = switch (which) {
            case INSERT -> new Leap(midnight.nanos(), 1);
            case DELETE -> new Leap(midnight.nanos(), -1);
            case NONE, UNSYNCHRONISED -> NO_LEAP;
        };
    }

    /// Not in the last second before an inserted one, nor in that one: the clock reads the same in both.
    @Override
    public boolean isKnownAt(long systemNanos) {
        Leap known = leap;
        long from = systemNanos - known.midnightNanos;
        return known.seconds <= 0 || from < -SECOND || from >= 0;
    }

    @Override
    public long shiftNanos(long systemNanos) {
        Leap known = leap;
        if (known.seconds == 0) {
            return 0;
        }
        long leapt = known.seconds * SECOND;
        long from = systemNanos - known.midnightNanos;
        boolean after = from >= Math.min(0, leapt);
        // From midnight on a scale without the leap.
        long even = after ? from + leapt : from;
        double share = Math.clamp((even + halfNanos) / (2.0 * halfNanos), 0.0, 1.0);
        long behind = Math.round(share * leapt);
        return after ? leapt - behind : -behind;
    }

    @Override
    public LeapIndicator announced(LeapIndicator told) {
        return told == LeapIndicator.UNSYNCHRONISED ? told : LeapIndicator.NONE;
    }

    /// @param seconds that the clock is set back by: 1, -1, or 0 for none
    private record Leap(long midnightNanos, int seconds) {
    }
}
