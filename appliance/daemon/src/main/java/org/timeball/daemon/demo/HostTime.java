package org.timeball.daemon.demo;

import org.timeball.linux.clock.HostClock;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Timers;

/// This host's clock, held for true.
///
/// @param timers wake up on the world's thread
record HostTime(Timers timers) implements TrueTime {
    @Override
    public long nowNanos() {
        return HostClock.realtimeNanos();
    }

    @Override
    public void at(long trueNanos, Runnable action) {
        timers.after(Span.ofNanos(Math.max(0, trueNanos - nowNanos())), action);
    }
}
