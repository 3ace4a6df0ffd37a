package org.timeball.simulator.world;

import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.RealTimeClock;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.WorldException;

/// A real-time clock that gains on true time.
public final class VirtualRealTimeClock implements RealTimeClock {
    private static final long SECOND = 1_000_000_000L;

    private final VirtualWorld world;
    private final double rate;
    /// How long before it is set the second begins that it is set to.
    private final long beforeNanos;
    private long originTrue;
    private long originShown;
    private Timer waiting = () -> {
    };

    /// @param shownNanos what it shows now
    /// @param rate what it gains on true time, as a fraction
    /// @param beforeNanos how long before it is set the second begins that it is set to
    VirtualRealTimeClock(VirtualWorld world, long shownNanos, double rate, long beforeNanos) {
        this.world = world;
        this.rate = rate;
        this.beforeNanos = beforeNanos;
        show(shownNanos);
    }

    private void show(long nanos) {
        originTrue = world.trueNanos();
        originShown = nanos;
    }

    /// What it shows now with all its digits, nanoseconds since 1970.
    public long shownNanos() {
        long passed = world.trueNanos() - originTrue;
        return originShown + passed + Math.round(passed * rate);
    }

    @Override
    public void awaitUpdate(UpdateHandler handler) {
        long left = SECOND - Math.floorMod(shownNanos(), SECOND);
        waiting = world.timers().after(new Span(Math.round(left / (1 + rate)) + 1_000), () -> {
            long shown = Math.floorDiv(shownNanos(), SECOND);
            handler.updated(shown, world.clock().now());
        });
    }

    @Override
    public void set(long second) throws WorldException {
        show(second * SECOND + beforeNanos);
    }

    @Override
    public void close() {
        waiting.cancel();
    }
}
