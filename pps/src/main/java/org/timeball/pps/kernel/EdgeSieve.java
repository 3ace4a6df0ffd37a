package org.timeball.pps.kernel;

import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.SystemInstant;

/// Tells pulses from glitches by their distance from one another.
///
/// A pulse comes a whole number of intervals after the last one, to a tenth of an interval: a clock that is slewed by
/// 8.3 % stays inside. An edge anywhere else is a glitch, unless the next edge comes one interval after it: then the
/// pulses have moved, and that next one is believed.
final class EdgeSieve {
    private static final double NANOS = 1e9;
    private static final double TOLERANCE = 0.1;
    /// After a longer gap any edge may be the next pulse: the clock may have been slewed or stepped meanwhile.
    private static final double FORGET_INTERVALS = 4;

    private final double intervalNanos;
    private @Nullable SystemInstant last;
    private @Nullable SystemInstant doubted;
    private long glitches;

    EdgeSieve(int rate) {
        intervalNanos = NANOS / rate;
    }

    /// @return whether the edge is a pulse
    boolean passes(SystemInstant edge) {
        if (last == null || isOnGrid(last, edge) || doubted != null && follows(doubted, edge)) {
            last = edge;
            doubted = null;
            return true;
        }
        doubted = edge;
        glitches++;
        return false;
    }

    /// The pulse that belongs to a full second, where there are several a second.
    boolean marksASecond(SystemInstant edge) {
        double past = Math.floorMod(edge.nanos(), (long) NANOS);
        return Math.min(past, NANOS - past) < intervalNanos / 2;
    }

    long glitches() {
        return glitches;
    }

    private boolean isOnGrid(SystemInstant from, SystemInstant edge) {
        double intervals = edge.since(from).nanos() / intervalNanos;
        return intervals > FORGET_INTERVALS || intervals < -FORGET_INTERVALS
                || intervals > 0.5 && Math.abs(intervals - Math.rint(intervals)) <= TOLERANCE;
    }

    private boolean follows(SystemInstant from, SystemInstant edge) {
        return Math.abs(edge.since(from).nanos() / intervalNanos - 1) <= TOLERANCE;
    }
}
