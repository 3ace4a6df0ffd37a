package org.timeball.daemon.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.SourceConfiguration;
import org.timeball.daemon.control.DriftFile;
import org.timeball.daemon.control.StepRecorder;
import org.timeball.daemon.control.Timekeeper;
import org.timeball.daemon.status.ReceiverReading;
import org.timeball.gnss.receiver.ReceiverDriver;
import org.timeball.pps.sock.SockRefclock;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.steering.SteeringSettings.KnownDrift;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.World;

/// Receivers, refclocks and the timekeeper of one box, put together in a world. Lives on the world's one thread.
public final class Appliance implements AutoCloseable {
    private final World world;
    private final SnapshotBoard board;
    private final Timekeeper timekeeper;
    private final Map<String, ReceiverDriver> receivers = new LinkedHashMap<>();
    private final List<SockRefclock> socks = new ArrayList<>();
    private final @Nullable DriftFile drift;

    /// @param timescale how kernel timestamps read on the world's clock
    /// @param dateFloor no date before it is possible: the day this program was built
    /// @param journal told of each snapshot after it was published
    /// @param events told of each event
    /// @param recorder told of each step of the core
    public Appliance(World world, KernelTimescale timescale, Configuration configuration, UtcInstant dateFloor,
            SnapshotBoard board, Consumer<TimingSnapshot> journal, Consumer<Event> events, StepRecorder recorder) {
        this.world = world;
        this.board = board;
        drift = configuration.driftFile() == null
                ? null
                : new DriftFile(world, configuration.driftFile(), DriftFile.DEFAULT_INTERVAL);
        Optional<KnownDrift> known = drift == null ? Optional.empty() : drift.read();
        if (drift != null) {
            known.ifPresent(drift::apply);
        }
        CoreSettings settings = CoreConfiguration.of(configuration, known, world.clock());
        timekeeper = new Timekeeper(world, settings, board, journal, events, recorder);
        int number = 0;
        for (SourceConfiguration source : configuration.sources()) {
            SourceId id = new SourceId(number++);
            switch (source) {
                case SourceConfiguration.Gnss gnss -> receivers
                        .put(gnss.line().path(), new ReceiverDriver(world, gnss.line(), id, dateFloor, timekeeper));
                case SourceConfiguration.Sock sock -> socks
                        .add(new SockRefclock(world, timescale, id, sock.path(), timekeeper));
            }
        }
    }

    /// Opens the devices and lets time pass.
    public void start() {
        timekeeper.start();
        receivers.values().forEach(ReceiverDriver::start);
        socks.forEach(SockRefclock::open);
        if (drift != null) {
            drift.keep(board::current);
        }
    }

    /// What the first receiver says of itself; empty without one.
    public Optional<ReceiverReading> receiver() {
        return receivers.entrySet().stream().findFirst()
                .map(entry -> ReceiverView.of(entry.getKey(), entry.getValue().fixState()));
    }

    /// Closes the devices, ends a slew that is under way and keeps what was learned.
    @Override
    public void close() {
        receivers.values().forEach(ReceiverDriver::close);
        socks.forEach(SockRefclock::close);
        timekeeper.close();
        if (drift != null) {
            drift.close();
        }
    }
}
