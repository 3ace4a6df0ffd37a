package org.timeball.simulator.clknetsim;

import java.util.function.Supplier;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.RealTimeClock;
import org.timeball.timekeeping.world.Timers.Timer;

/// The node's real-time clock: its monotonic clock with another origin. It begins the second that it is set to half a second
/// earlier.
final class NodeRealTimeClock implements RealTimeClock {
    private final NodeClock clock;
    private final NodeTimers timers;
    private final Supplier<SystemInstant> systemClock;
    /// Real-time clock minus monotonic clock, seconds.
    private double offset;
    private Timer waiting = () -> {
    };

    /// @param systemClock the reading of the clock that is disciplined
    NodeRealTimeClock(NodeClock clock, NodeTimers timers, Supplier<SystemInstant> systemClock,
            NodeSettings settings) {
        this.clock = clock;
        this.timers = timers;
        this.systemClock = systemClock;
        offset = settings.rtcOffset() + settings.startDate();
    }

    private double reading() {
        return clock.readings().monotonic() + offset;
    }

    @Override
    public void awaitUpdate(UpdateHandler handler) {
        double now = reading();
        double next = Math.floor(now) + 1;
        waiting = timers.after(Span.ofSeconds(next - now),
                () -> handler.updated((long) Math.floor(reading()), systemClock.get()));
    }

    @Override
    public void set(long second) {
        offset += second + 0.5 - reading();
    }

    @Override
    public void close() {
        waiting.cancel();
    }
}
