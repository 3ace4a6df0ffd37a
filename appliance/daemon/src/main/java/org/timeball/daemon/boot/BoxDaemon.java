package org.timeball.daemon.boot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.timeball.daemon.box.BoxParts;
import org.timeball.daemon.box.RunningBox;
import org.timeball.daemon.box.Upkeep;
import org.timeball.daemon.candm.RtcReport;
import org.timeball.daemon.candm.Status;
import org.timeball.daemon.candm.server.ControlServer;
import org.timeball.daemon.candm.server.ControlSettings;
import org.timeball.daemon.candm.server.RequestDesk;
import org.timeball.daemon.cli.DaemonOptions;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.config.ClockConfiguration;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.NtpClientConfiguration.InitStepSlew;
import org.timeball.daemon.config.NtpSourceConfiguration;
import org.timeball.daemon.config.ServerConfiguration;
import org.timeball.daemon.config.SourceDirectories;
import org.timeball.daemon.control.Journal;
import org.timeball.daemon.control.SampleMemory;
import org.timeball.daemon.control.StepRecorder;
import org.timeball.daemon.control.Supervision;
import org.timeball.daemon.logs.ChangeMail;
import org.timeball.daemon.logs.LogFiles;
import org.timeball.daemon.logs.LogKeeper;
import org.timeball.daemon.page.Recent;
import org.timeball.daemon.rtc.RtcKeeper;
import org.timeball.daemon.rtc.StartFromRtc;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.client.FirstFix;
import org.timeball.ntp.client.InitialStep;
import org.timeball.ntp.client.OneShot;
import org.timeball.ntp.fastpath.FastPath;
import org.timeball.ntp.server.Broadcaster;
import org.timeball.ntp.server.ServedTime;
import org.timeball.ntp.server.ServerCounters;
import org.timeball.ntp.server.ServerLinks;
import org.timeball.ntp.server.ServerPort;
import org.timeball.ntp.server.ServerSettings;
import org.timeball.ntp.server.SmoothedTime;
import org.timeball.ptp.card.CardClocks;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.core.Step;
import org.timeball.timekeeping.observation.ClockRequest;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.snapshot.ClockEvent;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// One whole daemon in any world: sources, timekeeper, NTP server and control protocol. On the world's one thread.
public final class BoxDaemon implements AutoCloseable {
    private final Surroundings around;
    private final World world;
    private final CardClocks cards;
    private final DaemonOptions options;
    private final Configuration configuration;
    private final SnapshotBoard board;
    private final ServerCounters counters;
    private final AccessList ntpAccess;
    private final AccessList commandAccess;
    private final Appliance appliance;
    private final Files files = new Files();
    private final LogFiles logs;
    private final Optional<SampleMemory> memory;
    private final ReceiverShow show;
    private final NtsService nts;
    private final Optional<ChangeMail> mail;
    private final Optional<RtcKeeper> rtc;
    /// Looks at each snapshot while the first fix is awaited.
    private Runnable watch = () -> {
    };
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Faces faces;
    private Optional<FastPath> fastPath = Optional.empty();
    private boolean sourcesStarted;

    /// @param recorder told of each step of the core
    public BoxDaemon(Surroundings around, DaemonOptions options, Configuration configuration,
            StepRecorder recorder) {
        this.around = around;
        this.options = options;
        Configuration whole = options.start().restart() ? configuration.restarted() : configuration;
        this.configuration = switch (options.family()) {
            case ANY -> whole;
            case IPV4 -> whole.of(NtpSourceConfiguration.Family.IPV4);
            case IPV6 -> whole.of(NtpSourceConfiguration.Family.IPV6);
        };
        cards = new CardClocks(around.world(), CardPlan.settings(this.configuration.hardware()),
                line -> Logger.info("{}", line));
        world = cards.any() ? cards.watched() : around.world();
        board = new SnapshotBoard(TimingSnapshot.unsynchronised(world.clock().now()));
        counters = new ServerCounters(world.random().nextLong(), ServerPlan.clientLog(this.configuration.server()));
        counters.commands().limit(ServerPlan.limit(this.configuration.command().rateLimit()));
        ntpAccess = AccessRules.of(this.configuration.server().access());
        commandAccess = AccessRules.of(this.configuration.command().access());
        logs = new LogFiles(world.files(), this.configuration.logs());
        LogKeeper keeper = new LogKeeper(logs);
        memory = Optional.ofNullable(this.configuration.logs().dumpDirectory())
                .map(directory -> new SampleMemory(world, directory, options.start().reloadDumps()));
        StepRecorder told = recorder.and(keeper).and(memory.<StepRecorder>map(m -> m).orElse(StepRecorder.NONE));
        show = new ReceiverShow(configuration);
        mail = Optional.ofNullable(this.configuration.logs().mail())
                .map(wanted -> new ChangeMail(wanted, around.hostName(), around.mailer()));
        nts = new NtsService(around, this.configuration, options.family(), counters.ntsKe());
        rtc = this.configuration.rtc().file() == null
                ? Optional.empty()
                : Optional.of(new RtcKeeper(world, this.configuration.rtc(),
                        () -> board.current().vouchesAt(world.clock().now().nanos()), logs::write));
        Recent recent = new Recent(world.clock()::now);
        Journal journal = new Journal(recent);
        appliance = new Appliance(world, around.timescale(), this.configuration, around.dateFloor(), board,
                snapshot -> {
                    journal.accept(snapshot);
                    nts.look(snapshot);
                    fastPath.ifPresent(FastPath::refresh);
                    watch.run();
                }, event -> tell(journal, event), told.and(new Consequences()), keeper, cards);
        faces = new Faces(around, this.configuration, board, counters, appliance, recent);
    }

    /// Opens everything; what cannot be opened ends the start.
    ///
    /// @throws WorldException if a port cannot be had; [#close] puts away what was opened before
    public void start() throws WorldException {
        makeFolders();
        open.push(cards);
        cards.start();
        open.push(appliance);
        boolean runsOn = options.mode() == DaemonOptions.Mode.RUN;
        if (runsOn && configuration.server().port() != 0) {
            serve();
        }
        if (runsOn) {
            control();
        }
        if (options.mode() != DaemonOptions.Mode.MEASURE_ONCE) {
            writePidFile();
        }
        if (runsOn) {
            open.push(show);
            show.open(around).ifPresent(appliance::hearReceiver);
        }
        if (options.start().fromRtc()) {
            ClockConfiguration.DriftFile drift = configuration.clock().drift();
            new StartFromRtc(world, configuration.rtc(), drift == null ? null : drift.path(),
                    appliance::step, () -> startTiming(runsOn)).start();
        } else {
            startTiming(runsOn);
        }
        Supervision supervision = new Supervision(world.timers(), around.supervisor());
        open.push(supervision);
        supervision.start();
    }

    private void startTiming(boolean runsOn) {
        appliance.start();
        rtc.ifPresent(keeper -> {
            open.push(keeper);
            keeper.start();
        });
        memory.ifPresent(samples -> {
            samples.tell(appliance.core());
            open.push(samples::dump);
        });
        InitStepSlew initial = configuration.client().initStepSlew();
        if (!runsOn) {
            startSources();
            awaitFix();
        } else if (initial != null && !initial.hosts().isEmpty() && !options.start().restart()) {
            stepInitially(initial);
        } else {
            startSources();
        }
    }

    /// The folders that files are kept in.
    private void makeFolders() {
        Stream.of(configuration.logs().directory(), configuration.logs().dumpDirectory(),
                configuration.nts().dumpDirectory(), configuration.nts().authority(),
                configuration.logs().historyDirectory()).filter(Objects::nonNull)
                .forEach(folder -> {
                    try {
                        world.files().makeFolder(folder);
                    } catch (WorldException e) {
                        Logger.error("{}", e.getMessage());
                    }
                });
    }

    private void startSources() {
        appliance.startSources();
        sourcesStarted = true;
        files.reloadSources();
    }

    private void tell(Journal journal, Event event) {
        if (!(event instanceof ClockEvent.ClockWrong(double offsetSeconds))) {
            journal.happened(event);
            return;
        }
        mail.ifPresent(letters -> letters.corrected(
                UtcInstant.ofEpochSecond(world.clock().now().epochSecond()).toString(), offsetSeconds));
        // A run that ends with the first fix tells of the clock's error itself.
        if (options.mode() == DaemonOptions.Mode.RUN
                && Math.abs(offsetSeconds) > configuration.logs().change().seconds()) {
            journal.happened(event);
        }
    }

    /// `-q` and `-Q`: the first fix ends the run.
    private void awaitFix() {
        FirstFix fix = new FirstFix(world, appliance.ntp(), board::current, Optional.ofNullable(options.timeout()),
                outcome -> {
                    OneShot shot = OneShot.of(outcome, options.mode() == DaemonOptions.Mode.SET_ONCE);
                    Logger.info("{}", shot.text());
                    if (shot.step()) {
                        step();
                    }
                    around.end(shot.exitStatus());
                });
        watch = fix::look;
    }

    /// `initstepslew`: its servers set the clock before any other source is asked.
    private void stepInitially(InitStepSlew initial) {
        InitialStep first = new InitialStep(world, appliance.ntp(), board::current, initial.threshold().seconds(),
                initial.hosts(), result -> {
                    watch = () -> {
                    };
                    Logger.info("{}", result.text());
                    if (result.step()) {
                        step();
                    }
                    startSources();
                });
        watch = first::look;
    }

    private void step() {
        appliance.core()
                .accept(new Observation.OperatorRequest(world.clock().now(), new ClockRequest.MakeStep()));
    }

    private void serve() throws WorldException {
        ServerConfiguration server = configuration.server();
        int precision = Appliance.precisionLog2(Appliance.resolution(world, configuration));
        open.push(nts);
        ServedTime served = configuration.clock().smoothTime() == null ? ServedTime.UTC : new SmoothedTime(board);
        ServerSettings settings = ServerPlan.settings(server, configuration.client().dscp(), precision, served);
        ServerLinks links = new ServerLinks(appliance.keys(), nts.start(), appliance.ntp().traffic(around.executor()),
                cards);
        ServerPort port = around.serve(settings, board, ntpAccess, counters, links);
        open.push(port);
        if (!server.fastPaths().isEmpty()) {
            fastPath = around.answerInKernel(server.fastPaths(), settings, port.port(), board, ntpAccess, counters);
            fastPath.ifPresent(path -> {
                open.push(path);
                faces.answeredInKernel(path::summary);
            });
        }
        open.push(new Broadcaster(world, port, board, precision, served, ServerPlan.broadcasts(server)));
        appliance.ntp().shareWith(port);
        faces.served(port.port());
        Logger.info("NTP is served on port {}", port.port());
    }

    private void control() throws WorldException {
        ControlSettings settings = ControlPlan.settings(configuration.command());
        BoxParts parts = new BoxParts(world, board, appliance.roll(), appliance.ntp(), appliance.core(), counters,
                ntpAccess, commandAccess, files);
        RunningBox box = new RunningBox(parts);
        faces.start(box, configuration.command());
        open.push(faces);
        RequestDesk desk = new RequestDesk(box, commandAccess, ControlPlan.tally(counters),
                settings.open());
        ControlServer server = new ControlServer(world.datagrams(), settings, around.socketPlace(), desk,
                faces::answer);
        open.push(server);
        server.open();
    }

    private void writePidFile() throws WorldException {
        String path = configuration.process().pidFile();
        if (path != null) {
            world.files().replace(path, (around.processId() + "\n").getBytes(StandardCharsets.US_ASCII));
            open.push(() -> world.files().remove(path));
        }
    }

    public SnapshotBoard board() {
        return board;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                Logger.warn("Something did not close: {}", e.toString());
            }
        }
    }

    /// What a step of the core means for the rest of the daemon.
    private final class Consequences implements StepRecorder {
        @Override
        public void started(CoreSettings settings, SystemInstant at, Frequency rate) {
            // Nothing has happened yet.
        }

        @Override
        public void stepped(Observation observation, Step step) {
            if (observation instanceof Observation.ClockChanged change && change.stepped().nanos() != 0) {
                appliance.ntp().clockStepped(change.stepped());
                rtc.ifPresent(keeper -> keeper.systemStepped(change.stepped()));
            }
            show.stepped(observation, step);
            for (Event event : step.events()) {
                if (event instanceof ClockEvent.TimeJump) {
                    appliance.ntp().reset();
                }
                if (event instanceof ClockEvent.AdjustmentRefused refused && refused.exiting()) {
                    around.end(ExitStatus.FAILED);
                }
            }
        }
    }

    /// What lies outside core, client and server.
    private final class Files implements Upkeep {
        private SourceDirectories directories = SourceDirectories.NONE;

        /// Sources that a file of `sourcedir` does not name any more go, others come; those that stayed the same are left
        /// alone.
        @Override
        public Status reloadSources() {
            if (!sourcesStarted) {
                // They are read once the initial step is over.
                return Status.SUCCESS;
            }
            SourceDirectories now = SourceDirectories.read(configuration.client().sourceDirectories(),
                    around.configurationFiles());
            now.problems().forEach(problem -> Logger.warn("{}", problem));
            SourceDirectories.Change change = now.since(directories);
            directories = now;
            change.removed().forEach(source -> {
                if (appliance.ntp().remove(source.name())) {
                    Logger.info("Removed {} {}", word(source), source.name());
                }
            });
            change.added().forEach(source -> {
                if (appliance.add(source)) {
                    Logger.info("Added {} {}", word(source), source.name());
                }
            });
            return Status.SUCCESS;
        }

        private static String word(NtpSourceConfiguration source) {
            return source.kind() == NtpSourceConfiguration.Kind.POOL ? "pool" : "source";
        }

        @Override
        public Status rekey() {
            ClientPlan.load(appliance.keys(), world.files(), configuration.client().keyFile());
            nts.rekey();
            return Status.SUCCESS;
        }

        @Override
        public Status dump() {
            memory.ifPresent(SampleMemory::dump);
            return Status.SUCCESS;
        }

        @Override
        public Status cycleLogs() {
            logs.cycle();
            return Status.SUCCESS;
        }

        @Override
        public Optional<RtcReport> rtc() {
            return rtc.flatMap(RtcKeeper::report);
        }

        @Override
        public Status trimRtc() {
            return rtc.map(RtcKeeper::trim).orElse(Status.NO_RTC);
        }

        @Override
        public Status writeRtc() {
            return rtc.map(RtcKeeper::write).orElse(Status.NO_RTC);
        }

        @Override
        public void shutdown() {
            around.end(0);
        }
    }
}
