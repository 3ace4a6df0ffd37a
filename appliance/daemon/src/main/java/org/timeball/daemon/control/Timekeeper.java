package org.timeball.daemon.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.core.Core;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.core.State;
import org.timeball.timekeeping.core.Step;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.steering.ClockCommand;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// Feeds observations to the core one by one and carries out what comes of each. Lives on the world's one thread.
///
/// A change of the clock that one of the core's own commands makes is taken in before anything else that waits.
public final class Timekeeper implements Consumer<Observation>, AutoCloseable {
    /// How often time passes for the core when nothing happens; the snapshot is never older than this.
    private static final Span TICK = Span.ofSeconds(1);

    private final World world;
    private final SnapshotBoard board;
    private final ClockDriver driver;
    private final Deque<Observation> waiting = new ArrayDeque<>();
    private final Deque<Observation> changes = new ArrayDeque<>();
    private final Consumer<TimingSnapshot> journal;
    private final RivalWatch rival;
    private final StepRecorder recorder;
    private final Consumer<Event> events;
    private State state;
    private boolean busy;
    private @Nullable Timer tick;

    /// @param journal told of each snapshot, in order, after it was published
    /// @param events told of each event, in order
    /// @param recorder told of each step of the core, in order
    public Timekeeper(World world, CoreSettings settings, SnapshotBoard board, Consumer<TimingSnapshot> journal,
            Consumer<Event> events, StepRecorder recorder) {
        this.world = world;
        this.board = board;
        this.journal = journal;
        this.recorder = recorder;
        this.events = events;
        rival = new RivalWatch(world);
        driver = new ClockDriver(world, change -> {
            rival.stepped(change.stepped());
            changed(change);
        }, this::pass);
        SystemInstant at = world.clock().now();
        Frequency rate = world.clock().rate();
        state = State.start(settings, at, rate);
        recorder.started(settings, at, rate);
    }

    /// Lets time pass from now on.
    public void start() {
        tick = world.timers().after(TICK, this::tick);
        accept(new Observation.Silence(world.clock().now()));
    }

    /// Moves the clock for somebody who knows better than the core, such as the real-time clock at the start.
    ///
    /// @param amount positive: forward
    /// @throws WorldException if this process may not set the clock
    public void step(Span amount) throws WorldException {
        SystemInstant before = world.clock().step(amount);
        rival.stepped(amount);
        changed(new Observation.ClockChanged(before, world.clock().rate(), amount, true));
    }

    @Override
    public void accept(Observation observation) {
        if (driver.isVigilant()) {
            rival.look().forEach(this::changed);
        }
        waiting.addLast(observation);
        work();
    }

    private void changed(Observation.ClockChanged change) {
        changes.addLast(change);
        work();
    }

    private void work() {
        if (busy) {
            return;
        }
        busy = true;
        try {
            // Whoever reads a snapshot may answer with an order, which must not wait until the clock reads something else.
            do {
                drain();
            } while (!changes.isEmpty() || !waiting.isEmpty());
        } finally {
            busy = false;
        }
    }

    /// Stops; the clock keeps the rate it has.
    @Override
    public void close() {
        if (tick != null) {
            tick.cancel();
        }
        driver.rest();
    }

    private void tick() {
        tick = world.timers().after(TICK, this::tick);
        pass();
    }

    private void pass() {
        rival.look().forEach(this::changed);
        accept(new Observation.Silence(world.clock().now()));
    }

    private void drain() {
        TimingSnapshot latest = board.current();
        while (!changes.isEmpty() || !waiting.isEmpty()) {
            Observation observation = changes.isEmpty() ? waiting.removeFirst() : changes.removeFirst();
            Step step = Core.step(state, observation);
            state = step.next();
            recorder.stepped(observation, step);
            step.events().forEach(events);
            latest = step.snapshot();
            for (ClockCommand command : step.commands()) {
                driver.execute(command);
            }
        }
        board.publish(latest);
        journal.accept(latest);
    }
}
