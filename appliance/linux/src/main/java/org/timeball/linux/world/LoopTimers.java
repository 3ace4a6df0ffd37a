package org.timeball.linux.world;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.timeball.linux.clock.HostClock;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.world.Timers;

/// Timers on CLOCK_MONOTONIC, run by the loop in the order of their instants, equal ones in the order they were set.
///
/// One wake-up of the loop stands for the earliest of them, so that a timer called off leaves nothing behind. What a
/// timer sets anew for an instant already past waits for the loop's next turn: sockets get theirs in between.
final class LoopTimers implements Timers {
    private final WorldThread thread;
    /// Touched on the loop only, as is all that follows.
    private final PriorityQueue<Pending> queue = new PriorityQueue<>();
    private long nextNumber;
    private @Nullable ScheduledFuture<?> wakeUp;
    private long wakeUpNanos;

    LoopTimers(WorldThread thread) {
        this.thread = thread;
    }

    @Override
    public MonotonicInstant now() {
        return new MonotonicInstant(HostClock.monotonicNanos());
    }

    @Override
    public Timer at(MonotonicInstant when, Runnable action) {
        Pending pending = new Pending(when.nanos(), action);
        thread.run(() -> add(pending));
        return pending;
    }

    private void add(Pending pending) {
        if (!pending.cancelled) {
            pending.number = nextNumber++;
            queue.add(pending);
            setWakeUp();
        }
    }

    private void setWakeUp() {
        Pending earliest = queue.peek();
        if (wakeUp != null && (earliest == null || earliest.nanos != wakeUpNanos)) {
            wakeUp.cancel(false);
            wakeUp = null;
        }
        if (wakeUp == null && earliest != null) {
            wakeUpNanos = earliest.nanos;
            wakeUp = thread.loop().schedule(this::runDue, delayUntil(wakeUpNanos), TimeUnit.NANOSECONDS);
        }
    }

    private static long delayUntil(long nanos) {
        long now = HostClock.monotonicNanos();
        return nanos <= now ? 0 : nanos - now;
    }

    private void runDue() {
        wakeUp = null;
        long now = HostClock.monotonicNanos();
        List<Pending> due = new ArrayList<>();
        for (Pending next = queue.peek(); next != null && next.nanos <= now; next = queue.peek()) {
            due.add(queue.remove());
        }
        for (Pending timer : due) {
            if (!timer.cancelled) {
                thread.call(timer.action.getClass(), "a timer", timer.action);
            }
        }
        setWakeUp();
    }

    private final class Pending implements Timer, Comparable<Pending> {
        private final long nanos;
        private final Runnable action;
        private volatile boolean cancelled;
        private long number;

        private Pending(long nanos, Runnable action) {
            this.nanos = nanos;
            this.action = action;
        }

        @Override
        public void cancel() {
            cancelled = true;
            thread.run(() -> {
                if (queue.remove(this)) {
                    setWakeUp();
                }
            });
        }

        @Override
        public int compareTo(Pending other) {
            int byTime = Long.compare(nanos, other.nanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
