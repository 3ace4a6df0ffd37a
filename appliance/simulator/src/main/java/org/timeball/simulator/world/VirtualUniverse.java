package org.timeball.simulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Timers.Timer;

/// True time and everything that is going to happen in it.
///
/// Events run one at a time in the order of their time, those of the same time in the order in which they were asked
/// for. After each event every invariant is checked; a failure of either names the seed, the event and the time, which
/// is all it takes to see it again.
public final class VirtualUniverse {
    private final long seed;
    private final long startNanos;
    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final List<Runnable> invariants = new ArrayList<>();
    private final VirtualNetwork network = new VirtualNetwork(this);
    private long nowNanos;
    private long asked;
    private long done;
    private int calledOff;

    /// @param seed what all randomness here comes from
    /// @param startNanos true time at the start, nanoseconds since 1970
    public VirtualUniverse(long seed, long startNanos) {
        this.seed = seed;
        this.startNanos = startNanos;
        this.nowNanos = startNanos;
    }

    public long seed() {
        return seed;
    }

    /// True time, nanoseconds since 1970.
    public long nowNanos() {
        return nowNanos;
    }

    /// How many events have run.
    public long eventsRun() {
        return done;
    }

    /// The network that joins all worlds.
    public VirtualNetwork network() {
        return network;
    }

    /// A source of randomness of its own for each purpose, so that a new purpose leaves the others' numbers as they are.
    public SplittableRandom random(String purpose) {
        return new SplittableRandom(seedFor(purpose));
    }

    /// The seed of one purpose: the universe's seed and the name, mixed (FNV-1a).
    public long seedFor(String purpose) {
        long hash = 0xcbf29ce484222325L ^ seed * 0x9e3779b97f4a7c15L;
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /// A new world. Its clock and its monotonic time start now.
    ///
    /// @param oscillator drives its clock
    /// @param initialOffset its clock's reading minus true time
    /// @param addresses its addresses on the network, the preferred first; loopback need not be named
    public VirtualWorld world(String name, Oscillator oscillator, Span initialOffset, IpAddress... addresses) {
        return new VirtualWorld(this, name, oscillator, initialOffset, List.of(addresses));
    }

    /// Has an action run at a moment of true time.
    ///
    /// @throws IllegalArgumentException if that moment has passed
    public Timer at(long trueNanos, Runnable action) {
        if (trueNanos < nowNanos) {
            throw new IllegalArgumentException(
                    "an event was asked for " + Span.ofNanos(nowNanos - trueNanos) + " in the past");
        }
        Event event = new Event(trueNanos, asked++, action);
        queue.add(event);
        return event;
    }

    public Timer after(Span delay, Runnable action) {
        return at(nowNanos + delay.nanos(), action);
    }

    /// Has a check run after every event. It throws when what must always hold does not.
    public void invariant(Runnable check) {
        invariants.add(check);
    }

    /// Runs everything that happens up to and at a moment of true time, and leaves true time there.
    public void runUntil(long trueNanos) {
        for (Event next = queue.peek(); next != null && next.trueNanos <= trueNanos; next = queue.peek()) {
            queue.poll();
            run(next);
        }
        nowNanos = Math.max(nowNanos, trueNanos);
    }

    public void runFor(Span span) {
        runUntil(nowNanos + span.nanos());
    }

    private void run(Event event) {
        Runnable action = event.action;
        if (action == null) {
            calledOff--;
            return;
        }
        event.action = null;
        nowNanos = event.trueNanos;
        done++;
        try {
            action.run();
            for (Runnable check : invariants) {
                check.run();
            }
        } catch (RuntimeException | AssertionError failure) {
            throw new SimulationFailure("seed %d, event %d, %s after the start: %s".formatted(seed, done,
                    Span.ofNanos(nowNanos - startNanos), failure.getMessage()), failure);
        }
    }

    private void countCalledOff() {
        calledOff++;
        if (calledOff > 64 && calledOff > queue.size() / 2) {
            queue.removeIf(event -> event.action == null);
            calledOff = 0;
        }
    }

    private final class Event implements Timer, Comparable<Event> {
        private final long trueNanos;
        private final long order;
        private @Nullable Runnable action;

        Event(long trueNanos, long order, Runnable action) {
            this.trueNanos = trueNanos;
            this.order = order;
            this.action = action;
        }

        @Override
        public void cancel() {
            if (action != null) {
                action = null;
                countCalledOff();
            }
        }

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(trueNanos, other.trueNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
