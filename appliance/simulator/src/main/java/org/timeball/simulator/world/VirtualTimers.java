package org.timeball.simulator.world;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.world.Timers;

/// Timers of one world, on its own monotonic time.
///
/// Only the next of them has an event in the universe. When the clock's rate changes, that event is moved.
public final class VirtualTimers implements Timers {
    private final VirtualUniverse universe;
    private final SteeredClock clock;
    private final TreeSet<Pending> pending = new TreeSet<>();
    private long asked;
    private @Nullable Timer wakeUp;
    private long wakeUpNanos;

    VirtualTimers(VirtualUniverse universe, SteeredClock clock) {
        this.universe = universe;
        this.clock = clock;
        clock.onRateChange(this::plan);
    }

    @Override
    public MonotonicInstant now() {
        return new MonotonicInstant(clock.monotonicAt(universe.nowNanos()));
    }

    @Override
    public Timer at(MonotonicInstant when, Runnable action) {
        Pending timer = new Pending(when.nanos(), asked++, action);
        pending.add(timer);
        if (pending.first() == timer) {
            plan();
        }
        return () -> pending.remove(timer);
    }

    /// Sees to it that there is an event when the next timer is due, or earlier where the clock cannot tell yet.
    private void plan() {
        if (pending.isEmpty()) {
            return;
        }
        long when = Math.max(universe.nowNanos(), clock.baseOfMonotonic(pending.first().monotonicNanos));
        if (wakeUp != null) {
            if (wakeUpNanos == when) {
                return;
            }
            wakeUp.cancel();
        }
        wakeUpNanos = when;
        wakeUp = universe.at(when, this::wake);
    }

    private void wake() {
        wakeUp = null;
        if (pending.isEmpty()) {
            return;
        }
        if (pending.first().monotonicNanos > now().nanos()) {
            plan();
            return;
        }
        Pending due = pending.removeFirst();
        plan();
        due.action.run();
    }

    private record Pending(long monotonicNanos, long order, Runnable action) implements Comparable<Pending> {
        @Override
        public int compareTo(Pending other) {
            int byTime = Long.compare(monotonicNanos, other.monotonicNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
