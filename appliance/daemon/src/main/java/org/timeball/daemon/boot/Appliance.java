package org.timeball.daemon.boot;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.box.NtpOptions;
import org.timeball.daemon.box.OwnClock;
import org.timeball.daemon.box.SourceRoll;
import org.timeball.daemon.config.ClockConfiguration;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.NtpSourceConfiguration;
import org.timeball.daemon.control.DriftFile;
import org.timeball.daemon.control.StepRecorder;
import org.timeball.daemon.control.Timekeeper;
import org.timeball.daemon.status.ReceiverReading;
import org.timeball.gnss.receiver.ReceiverListener;
import org.timeball.ntp.auth.KeyRing;
import org.timeball.ntp.client.AddResult;
import org.timeball.ntp.client.ClientLinks;
import org.timeball.ntp.client.ClientLog;
import org.timeball.ntp.client.NtpSources;
import org.timeball.ntp.client.SnapshotFeedback;
import org.timeball.ntp.nts.ke.NtsSessions;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.steering.SteeringSettings.KnownDrift;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.CardTimescale;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// Receivers, reference clocks, NTP sources and the timekeeper of one box, put together in a world. Lives on the world's
/// one thread.
public final class Appliance implements AutoCloseable {
    private final World world;
    private final Configuration configuration;
    private final SnapshotBoard board;
    private final Timekeeper timekeeper;
    private final Refclocks refclocks;
    private final KeyRing keys = new KeyRing();
    private final NtpSources ntp;
    private final SourceRoll roll;
    private final @Nullable DriftFile drift;
    private final ClockFiles clockFiles;
    private boolean closing;

    /// @param timescale how kernel timestamps read on the world's clock
    /// @param dateFloor no date before it is possible: the day this program was built
    /// @param journal told of each snapshot after it was published
    /// @param events told of each event
    /// @param recorder told of each step of the core
    /// @param clientLog told of what the NTP client sees
    /// @param cards how network cards' stamps read
    public Appliance(World world, KernelTimescale timescale, Configuration configuration, UtcInstant dateFloor,
            SnapshotBoard board, Consumer<TimingSnapshot> journal, Consumer<Event> events, StepRecorder recorder,
            ClientLog clientLog, CardTimescale cards) {
        this.world = world;
        this.configuration = configuration;
        this.board = board;
        ClockConfiguration.DriftFile file = configuration.clock().drift();
        drift = file == null ? null : new DriftFile(world, file.path(), file.interval());
        Optional<KnownDrift> known = drift == null ? Optional.empty() : drift.read();
        if (drift != null) {
            known.ifPresent(drift::apply);
        }
        Span resolution = resolution(world, configuration);
        ClockFiles files = new ClockFiles(world, configuration.clock(), this::observed);
        CoreSettings settings = CoreConfiguration.of(configuration, resolution, known, files.curve(),
                world.clock().leapsByItself());
        ClockUpdates clockUpdates = new ClockUpdates(board.current());
        timekeeper = new Timekeeper(world, settings, board, journal.andThen(clockUpdates), events, recorder);
        clockFiles = files;
        refclocks = new Refclocks(world, timescale, configuration, dateFloor, this::taiMinusUtc, this::observed);
        ClientPlan.load(keys, world.files(), configuration.client().keyFile());
        AtomicInteger number = new AtomicInteger(configuration.sources().size());
        ClientLinks links = new ClientLinks(this::observed, () -> new SourceId(number.getAndIncrement()),
                new SnapshotFeedback(board::current), new OwnClock(board, world.clock()), clientLog,
                Optional.of(new NtsSessions(world, NtsPlan.client(configuration), clockUpdates)), cards,
                configuration.hardware().timeout());
        ntp = new NtpSources(world, ClientPlan.settings(configuration, precisionLog2(resolution)), keys, links);
        roll = new SourceRoll(board, ntp, Refclocks.polls(configuration));
    }

    /// Nothing is heard of what sources say while they are closed.
    private void observed(Observation observation) {
        if (!closing) {
            timekeeper.accept(observation);
        }
    }

    /// The smallest step that a reading of the clock can show, measured or configured.
    static Span resolution(World world, Configuration configuration) {
        Span configured = configuration.clock().limits().precision();
        return configured == null ? world.clock().resolution() : configured;
    }

    static int precisionLog2(Span resolution) {
        return Math.clamp(Math.round(Math.log(resolution.seconds()) / Math.log(2)), -31, 0);
    }

    /// Tells somebody of all that the first receiver says; to be called before the start.
    public void hearReceiver(ReceiverListener listener) {
        refclocks.receivers().values().stream().findFirst().ifPresent(receiver -> receiver.listener(listener));
    }

    /// Opens the devices and lets time pass; NTP sources are asked from [#startSources] on.
    public void start() {
        timekeeper.start();
        clockFiles.start();
        refclocks.open();
        if (drift != null) {
            drift.keep(board::current);
        }
    }

    /// Has the configured NTP sources asked from now on.
    public void startSources() {
        configuration.client().sources().forEach(this::add);
    }

    /// Adds one NTP source; what cannot be used is told.
    ///
    /// @return whether it was added
    boolean add(NtpSourceConfiguration source) {
        AddResult result = ntp.add(NtpOptions.kind(source.kind()), source.name(), NtpOptions.of(source));
        switch (result) {
            case ADDED -> {
                // As it should be.
            }
            case IN_USE -> Logger.error("Could not add source {} : in use", source.name());
            case WRONG_FAMILY -> Logger.error("Could not add source {}: its address is of the other family",
                    source.name());
            case BAD_NAME -> Logger.error("Could not add source {}: that is neither a name nor an address",
                    source.name());
            case NO_NTS -> Logger.error("Could not add source {}: NTS is not available in this build", source.name());
        }
        return result == AddResult.ADDED;
    }

    /// Moves the clock before the start, to what somebody else knows.
    ///
    /// @throws WorldException if this process may not set the clock
    void step(Span amount) throws WorldException {
        timekeeper.step(amount);
    }

    /// Takes operators' requests and other observations.
    public Consumer<Observation> core() {
        return timekeeper;
    }

    public NtpSources ntp() {
        return ntp;
    }

    public KeyRing keys() {
        return keys;
    }

    public SourceRoll roll() {
        return roll;
    }

    /// What the first receiver says of itself; empty without one.
    public Optional<ReceiverReading> receiver() {
        return refclocks.receivers().entrySet().stream().findFirst()
                .map(entry -> ReceiverView.of(entry.getKey(), entry.getValue().fixState()));
    }

    /// TAI minus UTC where the core knows it.
    private Optional<Span> taiMinusUtc() {
        int seconds = board.current().clock().taiMinusUtc();
        return seconds == 0 ? Optional.empty() : Optional.of(Span.ofSeconds(seconds));
    }

    /// Closes the devices, ends a slew that is under way and keeps what was learned.
    @Override
    public void close() {
        closing = true;
        ntp.close();
        refclocks.close();
        clockFiles.close();
        timekeeper.close();
        if (drift != null) {
            drift.close();
        }
    }
}
