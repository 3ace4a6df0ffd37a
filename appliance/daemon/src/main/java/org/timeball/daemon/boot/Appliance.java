package org.timeball.daemon.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.ClockConfiguration;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.RefclockDriver;
import org.timeball.daemon.config.SourceConfiguration;
import org.timeball.daemon.control.StepRecorder;
import org.timeball.daemon.control.Timekeeper;
import org.timeball.daemon.status.ReceiverReading;
import org.timeball.gnss.receiver.ReceiverDriver;
import org.timeball.pps.sock.SockRefclock;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// Receivers, refclocks and the timekeeper of one box, put together in a world. Lives on the world's one thread.
public final class Appliance implements AutoCloseable {
    private final World world;
    private final SnapshotBoard board;
    private final Timekeeper timekeeper;
    private final Map<String, ReceiverDriver> receivers = new LinkedHashMap<>();
    private final List<SockRefclock> socks = new ArrayList<>();
    private final @Nullable DriftFile drift;
    private final Span driftInterval;
    private @Nullable Timer driftTimer;

    /// @param timescale how kernel timestamps read on the world's clock
    /// @param dateFloor no date before it is possible: the day this program was built
    /// @param journal told of each snapshot after it was published
    /// @param recorder told of each step of the core
    public Appliance(World world, KernelTimescale timescale, Configuration configuration, UtcInstant dateFloor,
            SnapshotBoard board, Consumer<TimingSnapshot> journal, StepRecorder recorder) {
        this.world = world;
        this.board = board;
        ClockConfiguration.DriftFile kept = configuration.clock().drift();
        drift = kept == null ? null : new DriftFile(world.files(), kept.path());
        driftInterval = kept == null ? ClockConfiguration.DriftFile.DEFAULT_INTERVAL : kept.interval();
        if (drift != null) {
            drift.read().ifPresent(this::startAt);
        }
        CoreSettings settings = CoreConfiguration.of(configuration, world.clock().resolution());
        timekeeper = new Timekeeper(world, settings, board, journal, recorder);
        int number = 0;
        for (SourceConfiguration source : configuration.sources()) {
            SourceId id = new SourceId(number++);
            switch (source) {
                case SourceConfiguration.Gnss gnss -> receivers
                        .put(gnss.line().path(), new ReceiverDriver(world, gnss.line(), id, dateFloor, timekeeper));
                case SourceConfiguration.Refclock refclock -> add(refclock, id, timescale);
            }
        }
    }

    /// A driver that is not wired yet delivers nothing; the reader of the configuration has said so.
    private void add(SourceConfiguration.Refclock refclock, SourceId id, KernelTimescale timescale) {
        switch (refclock.driver()) {
            case RefclockDriver.Sock(String path) ->
                socks.add(new SockRefclock(world, timescale, id, path, timekeeper));
            case RefclockDriver.Shm _,RefclockDriver.Pps _,RefclockDriver.Phc _,RefclockDriver.Rtc _,RefclockDriver.Gpsd _ ->
                Logger.warn("Source {} has no driver yet and delivers nothing", refclock.refid());
        }
    }

    /// Opens the devices and lets time pass.
    public void start() {
        timekeeper.start();
        receivers.values().forEach(ReceiverDriver::start);
        socks.forEach(SockRefclock::open);
        if (drift != null) {
            driftTimer = world.timers().after(driftInterval, this::keepDrift);
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
        if (driftTimer != null) {
            driftTimer.cancel();
        }
        if (drift != null) {
            drift.write(board.current());
        }
    }

    private void startAt(double ppm) {
        double error = ppm * 1e-6;
        try {
            world.clock().setRate(new Frequency(-error / (1 + error)));
        } catch (WorldException e) {
            Logger.error("The clock cannot be steered: {}", e.getMessage());
        }
    }

    private void keepDrift() {
        if (drift != null) {
            drift.write(board.current());
        }
        driftTimer = world.timers().after(driftInterval, this::keepDrift);
    }
}
