package org.timeball.simulator.clknetsim;

import java.util.OptionalDouble;
import java.util.TreeSet;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.world.Timers;

/// Timers on the node's monotonic clock.
final class NodeTimers implements Timers {
    /// A little late rather than too early, which would have to be waited for once more.
    private static final double LATENESS_SECONDS = 1e-6;

    private final NodeClock clock;
    private final TreeSet<Pending> pending = new TreeSet<>();
    private long asked;

    NodeTimers(NodeClock clock) {
        this.clock = clock;
    }

    @Override
    public MonotonicInstant now() {
        return clock.monotonic();
    }

    @Override
    public Timer at(MonotonicInstant when, Runnable action) {
        Pending timer = new Pending(when.nanos(), asked++, action);
        pending.add(timer);
        return () -> pending.remove(timer);
    }

    /// Takes out the first timer if it is due.
    ///
    /// @return whether there was one; its action has run
    boolean runNext() {
        if (pending.isEmpty() || pending.first().nanos > now().nanos()) {
            return false;
        }
        pending.removeFirst().action.run();
        return true;
    }

    /// Seconds of the monotonic clock until the next timer; empty if there is none.
    OptionalDouble untilNext() {
        return pending.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(0, (pending.first().nanos - now().nanos()) * 1e-9) + LATENESS_SECONDS);
    }

    private record Pending(long nanos, long order, Runnable action) implements Comparable<Pending> {
        @Override
        public int compareTo(Pending other) {
            int byTime = Long.compare(nanos, other.nanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
