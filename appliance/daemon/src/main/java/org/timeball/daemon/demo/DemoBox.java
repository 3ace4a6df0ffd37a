package org.timeball.daemon.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.boot.AccessRules;
import org.timeball.daemon.boot.Appliance;
import org.timeball.daemon.boot.BuildDate;
import org.timeball.daemon.boot.ClientJournal;
import org.timeball.daemon.cli.DemoOptions;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.ConfigurationException;
import org.timeball.daemon.config.ConfigurationReader;
import org.timeball.daemon.config.ConfigurationText;
import org.timeball.daemon.control.Journal;
import org.timeball.daemon.control.StepRecorder;
import org.timeball.daemon.history.History;
import org.timeball.daemon.page.BoxPage;
import org.timeball.daemon.page.Recent;
import org.timeball.daemon.replay.LogWriter;
import org.timeball.daemon.status.BoxReading;
import org.timeball.daemon.status.ServerReading;
import org.timeball.daemon.status.StatusReport;
import org.timeball.daemon.web.WebServer;
import org.timeball.daemon.web.WebSettings;
import org.timeball.gnss.serial.SerialDevices;
import org.timeball.gnss.simulated.ReceiverProfile;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.world.LinuxWorld;
import org.timeball.ntp.server.LinuxResponders;
import org.timeball.ntp.server.ServerCounters;
import org.timeball.ntp.server.ServerSettings;
import org.timeball.pps.sock.SockSender;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.CardTimescale;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// One demo box: the virtual clock, the simulated receiver, the appliance, the NTP server and a client of its own.
final class DemoBox implements AutoCloseable {
    /// What a cheap crystal does: 23.7 ppm off, its rate wandering by 1e-9 each second.
    private static final Frequency CRYSTAL_ERROR = Frequency.ofPpm(23.7);
    private static final double CRYSTAL_WANDER = 1e-9;
    /// As after a boot from a cheap battery clock.
    private static final Span INITIAL_OFFSET = Span.ofMillis(350);
    private static final Span SHOW_INTERVAL = Span.ofMillis(250);
    private static final int SHOWN_A_SECOND = 4;
    private static final Span LATELY = Span.ofSeconds(600);
    private static final IpAddress LOOPBACK = IpAddress.v4(127, 0, 0, 1);
    private static final long SECOND = 1_000_000_000L;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final ServerCounters counters;
    private final SteeredClock clock;
    private final SnapshotBoard board;
    private final Consumer<BoxReading> readings;
    private final long startedNanos = HostClock.monotonicNanos();
    private final LinuxWorld world;
    private final LinuxResponders responders;
    private final Appliance appliance;
    private final ReceiverBench bench;
    private final AnswerProbe probe;
    private final History history;
    private volatile @Nullable String violation;
    private volatile boolean served;
    private long shown;

    private DemoBox(DemoOptions options, Consumer<BoxReading> readings) throws WorldException {
        this.readings = readings;
        counters = new ServerCounters(options.seed());
        clock = new SteeredClock(HostClock::realtimeNanos,
                Oscillator.wandering(CRYSTAL_ERROR, CRYSTAL_WANDER, options.seed()), INITIAL_OFFSET);
        board = new SnapshotBoard(TimingSnapshot.unsynchronised(clock.now()));
        try {
            Folder folder = opened(new Folder());
            Configuration configuration = configuration(folder, options.ntpPort());
            world = opened(LinuxWorld.start(clock, clock, loop -> new SerialDevices(loop, clock::now)));
            PluggableTerminal terminal = opened(new PluggableTerminal(folder.receiver()));
            responders = opened(LinuxResponders.start(ServerSettings.onPort(options.ntpPort()), board, clock,
                    AccessRules.of(configuration.server().access()), counters));
            TrueTime time = new HostTime(world.timers());
            StepRecorder recorder = options.observationLog() == null
                    ? StepRecorder.NONE
                    : opened(LogWriter.to(options.observationLog()));
            Recent recent = new Recent(clock::now);
            Journal journal = new Journal(recent);
            history = new History(world, null, Runnable::run);
            appliance = new Appliance(world, clock, configuration, dateFloor(), board, this::check, journal::happened,
                    recorder, new ClientJournal(), CardTimescale.NONE);
            SockSender pulses = opened(SockSender.over(world, folder.sender().toString(), folder.pulses().toString()));
            bench = new ReceiverBench(ReceiverProfile.named(options.receiver()), options.faults(), options.seed(), time,
                    terminal, pulses);
            probe = opened(new AnswerProbe(world, time, new Address.Udp(LOOPBACK, 0),
                    new Address.Udp(LOOPBACK, responders.port())));
            if (options.webPort() != 0) {
                BoxPage page = new BoxPage(world, world.executor(), configuration, counters, history, recent,
                        () -> StatusReport.of(reading()));
                opened(new WebServer(WebSettings.at(List.of(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), options.webPort()))), page.pages()));
            }
        } catch (IOException e) {
            closeAll();
            throw new WorldException(e.getMessage(), e);
        } catch (WorldException | RuntimeException e) {
            closeAll();
            throw e;
        }
    }

    /// Starts a box.
    ///
    /// @param readings is given the state of the box four times a second, on the world's thread; must not block
    static DemoBox start(DemoOptions options, Consumer<BoxReading> readings) throws WorldException {
        DemoBox box = new DemoBox(options, readings);
        box.onLoop(() -> {
            box.appliance.start();
            box.bench.start();
            box.probe.start();
            box.show();
        });
        return box;
    }

    boolean servedStratumOne() {
        return served;
    }

    /// A claim of the box that did not contain its true error, in words; null if there was none.
    @Nullable
    String violation() {
        return violation;
    }

    @Override
    public void close() {
        onLoop(appliance::close);
        closeAll();
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    private void closeAll() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                Logger.warn("Something did not close: {}", e.toString());
            }
        }
    }

    /// Runs on the world's thread and waits for the end.
    private void onLoop(Runnable action) {
        try {
            CompletableFuture.runAsync(action, world.executor()).join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void show() {
        world.timers().after(SHOW_INTERVAL, this::show);
        served |= probe.stratumOneAnswers() > 0;
        if (violation == null) {
            violation = probe.violation();
        }
        BoxReading reading = reading();
        if (shown++ % SHOWN_A_SECOND == 0) {
            history.look(StatusReport.of(reading));
        }
        readings.accept(reading);
    }

    private BoxReading reading() {
        SystemInstant now = clock.now();
        ServerReading server = new ServerReading(responders.port(), counters.received(), counters.answered(),
                counters.dropped(), counters.clientsSince(now.minus(LATELY)), "off");
        double uptime = (HostClock.monotonicNanos() - startedNanos) * 1e-9;
        return new BoxReading(now, board.current(), appliance.receiver().orElse(null), server,
                clock.errorSecondsAt(HostClock.realtimeNanos()), uptime,
                bench.activeFault().map(fault -> fault.description()).orElse(""), probe.firstStratumOneSeconds());
    }

    /// Only a simulation can: the claim against the truth, at every snapshot.
    private void check(TimingSnapshot snapshot) {
        long base = HostClock.realtimeNanos();
        long reading = clock.readingAt(base);
        double error = Math.abs(clock.errorSecondsAt(base));
        if (snapshot.vouchesAt(reading) && error > snapshot.rootDispersionAt(reading) && violation == null) {
            violation = "the clock was wrong by %.9f s, the snapshot claimed %.9f s".formatted(error,
                    snapshot.rootDispersionAt(reading));
        }
    }

    /// The host's date is the truth here, also where it lies before the day of the build.
    private static UtcInstant dateFloor() {
        UtcInstant yesterday = UtcInstant.ofEpochSecond(HostClock.realtimeNanos() / SECOND - 86_400);
        UtcInstant built = BuildDate.date();
        return built.compareTo(yesterday) < 0 ? built : yesterday;
    }

    private static Configuration configuration(Folder folder, int port) {
        try {
            return ConfigurationReader.read(
                    new ConfigurationText("demo",
                            List.of("gnss " + folder.receiver() + " refid NMEA",
                                    "refclock SOCK " + folder.pulses() + " refid PPS lock NMEA", "allow 127.0.0.0/8",
                                    "allow ::1", "makestep 0.1 3", "port " + port)),
                    AccessRules.SYNTAX);
        } catch (ConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A folder of its own under the temporary one, removed at the end.
    private record Folder(Path path) implements AutoCloseable {
        Folder() throws WorldException {
            this(made());
        }

        private static Path made() throws WorldException {
            try {
                return Files.createTempDirectory("timeball-demo-");
            } catch (IOException e) {
                throw new WorldException("cannot make a folder for the demo's device and socket: " + e
                        + "; check the permissions of " + System.getProperty("java.io.tmpdir"), e);
            }
        }

        Path receiver() {
            return path.resolve("receiver");
        }

        Path pulses() {
            return path.resolve("pulse.sock");
        }

        Path sender() {
            return path.resolve("pulse-sender.sock");
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(receiver());
            Files.deleteIfExists(pulses());
            Files.deleteIfExists(sender());
            Files.deleteIfExists(path);
        }
    }
}
