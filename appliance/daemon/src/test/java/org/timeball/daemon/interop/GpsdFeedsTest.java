package org.timeball.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.boot.Timeball;
import org.timeball.gnss.simulated.FaultPlan;
import org.timeball.gnss.simulated.ReceiverProfile;
import org.timeball.gnss.simulated.SimulatedReceiver;
import org.timeball.linux.PseudoTerminal;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.world.LinuxWorld;
import org.timeball.pps.shm.ShmProducer;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.WorldException;

/// Debian's gpsd on a pseudo-terminal with a simulated receiver and pulses, and `timeball daemon -x` that takes time from
/// it in each way that gpsd has.
class GpsdFeedsTest {
    private static final Duration TO_ANSWER = Duration.ofSeconds(30);
    private static final String LINE = "/run/ttyS9";
    private static final long TO_SELECT_NANOS = TimeUnit.SECONDS.toNanos(90);

    @TempDir
    private Path folder;

    private PrivateMachine machine;
    private PseudoTerminal terminal;
    private ScheduledExecutorService pace;

    @BeforeEach
    void plugInTheReceiver() throws Exception {
        machine = PrivateMachine.make();
        terminal = PseudoTerminal.open();
        pace = Executors.newSingleThreadScheduledExecutor();
        machine.must("ln", "-s", terminal.slavePath(), LINE);
        SimulatedReceiver receiver = new SimulatedReceiver(ReceiverProfile.nmea(), FaultPlan.NONE, 1,
                new SimulatedReceiver.Outlet() {
                    @Override
                    public void bytes(byte[] chunk) {
                        terminal.write(chunk);
                    }

                    @Override
                    public void pulse(long trueNanos) {
                        // The line's own pulse is the preload's, at each second of the clock.
                    }

                    @Override
                    public void unplugged() {
                        throw new IllegalStateException("nobody asked for it");
                    }

                    @Override
                    public void plugged() {
                        throw new IllegalStateException("nobody asked for it");
                    }
                });
        receiver.start(HostClock.realtimeNanos() - 10_000_000_000L);
        pace.scheduleAtFixedRate(() -> receiver.advance(HostClock.realtimeNanos()), 0, 5, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void unplug() throws InterruptedException {
        if (pace != null) {
            pace.shutdownNow();
            pace.awaitTermination(5, TimeUnit.SECONDS);
            terminal.close();
        }
        if (machine != null) {
            machine.close();
        }
    }

    private RunningPeer gpsd() throws IOException {
        Peer plain = Peer.named("gpsd");
        Path disguise = plain.program().getParent().resolveSibling("serial-line.so");
        Assumptions.assumeTrue(Files.exists(disguise), "serial-line.so is missing: it needs cc; run hw-tests/setup");
        return new RunningPeer(plain.with("LD_PRELOAD", disguise.toString()), folder.resolve("gpsd.log"),
                machine.enter(), "-n", "-N", "-D", "2", LINE);
    }

    private RunningPeer daemon(String... refclocks) throws IOException {
        return daemon(machine.enter(), refclocks);
    }

    private RunningPeer daemonWithoutRightsToOthersSegments(String... refclocks) throws IOException {
        List<String> enter = new ArrayList<>(machine.enter());
        enter.addAll(
                List.of("setpriv", "--bounding-set", "-ipc_owner,-sys_admin", "--inh-caps", "-ipc_owner,-sys_admin"));
        return daemon(enter, refclocks);
    }

    private RunningPeer daemon(List<String> before, String... refclocks) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Timeball.class.getName(),
                "daemon", "-x", "-n", "port 11123", "allow", "cmdport 0", "gpsdport 0",
                "bindcmdaddress " + socket()));
        arguments.addAll(List.of(refclocks));
        Peer java = new Peer("timeball", Path.of(ProcessHandle.current().info().command().orElseThrow()),
                Map.of());
        return new RunningPeer(java, folder.resolve("log"), before, arguments.toArray(String[]::new));
    }

    private Path socket() {
        return folder.resolve("run/chronyd.sock");
    }

    private String chronyc(String command) throws Exception {
        return Peer.named("chronyc").run(TO_ANSWER, "-n", "-h", socket().toString(), command).output();
    }

    private void awaitSources(String wanted, RunningPeer daemon, RunningPeer gpsd) throws Exception {
        String said = awaited("sources", wanted);
        assertThat(said).as("the daemon: %s\n gpsd: %s", daemon.said(), gpsd.said()).contains(wanted);
    }

    /// What a command says once it says what is wanted, or at last.
    private String awaited(String command, String wanted) throws Exception {
        long deadline = System.nanoTime() + TO_SELECT_NANOS;
        String said = chronyc(command);
        while (!said.contains(wanted) && System.nanoTime() < deadline) {
            Thread.sleep(500);
            said = chronyc(command);
        }
        return said;
    }

    /// A client in the same machine finds the time within 50 ms: pulses come with the latency of a busy scheduler.
    private void served() throws Exception {
        // It is selected before its samples are good enough to be vouched for.
        assertThat(awaited("tracking", "Leap status     : Normal")).contains("Stratum         : 1\n",
                "Leap status     : Normal\n");
        Peer chronyd = Peer.named("chronyd");
        List<String> enter = machine.enter();
        List<String> arguments = new ArrayList<>(enter.subList(1, enter.size()));
        arguments.addAll(List.of(chronyd.program().toString(), "-Q", "-U", "-t", "15",
                "server 127.0.0.1 port 11123 iburst maxsamples 4"));
        Peer.Outcome asked = new Peer("chronyd", Path.of("/usr/bin/nsenter"), chronyd.environment()).run(TO_ANSWER,
                arguments.toArray(String[]::new));
        assertThat(asked.status()).as(asked.output()).isZero();
        assertThat(asked.output()).containsPattern("wrong by -?0\\.0[0-4]");
    }

    @Test
    void sharedMemoryOfGpsdIsSelectedAndServed() throws Exception {
        try (RunningPeer gpsd = gpsd();
                RunningPeer daemon = daemon("refclock SHM 0 refid NMEA noselect", "refclock SHM 1 refid PPS poll 1")) {
            awaitSources("#* PPS", daemon, gpsd);
            assertThat(chronyc("sources")).contains("#? NMEA");
            served();
        }
    }

    @Test
    void aSocketThatGpsdFindsIsSelectedAndServed() throws Exception {
        try (RunningPeer daemon = daemon("refclock SOCK /run/chrony.ttyS9.sock refid SOCK poll 1")) {
            awaitSocket();
            try (RunningPeer gpsd = gpsd()) {
                awaitSources("#* SOCK", daemon, gpsd);
                served();
            }
        }
    }

    private void awaitSocket() throws InterruptedException {
        long deadline = System.nanoTime() + TO_SELECT_NANOS;
        while (!Files.exists(socket()) && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        assertThat(socket()).exists();
    }

    @Test
    void reportsOfGpsdAreSelectedServedAndFoundAgainWhenItComesBack() throws Exception {
        try (RunningPeer daemon = daemon("refclock GPSD localhost refid GPSD poll 1")) {
            try (RunningPeer gpsd = gpsd()) {
                awaitSources("#* GPSD", daemon, gpsd);
                served();
            }
            try (RunningPeer gpsd = gpsd()) {
                awaitSources("#* GPSD", daemon, gpsd);
                long deadline = System.nanoTime() + TO_SELECT_NANOS;
                while (!chronyc("sources").matches("(?s).*#\\* GPSD +0 +1 +377 .*") && System.nanoTime() < deadline) {
                    Thread.sleep(500);
                }
                assertThat(chronyc("sources")).as(daemon.said()).containsPattern("#\\* GPSD +0 +1 +377 ");
                served();
            }
            assertThat(daemon.said()).contains("no gpsd talks to us at 127.0.0.1:2947");
        }
    }

    @Test
    void ntpshmmonShowsWhatWeWrite() throws Exception {
        Peer ntpshmmon = Peer.named("ntpshmmon");
        int unit = 7;
        Path segments = Path.of("/proc/sysvipc/shm");
        Assumptions.assumeFalse(Files.readString(segments).contains(String.valueOf(0x4e54_5030 + unit)),
                "another program of this machine has shared memory unit " + unit);
        SteeredClock clock = new SteeredClock(HostClock::realtimeNanos, Oscillator.perfect(), Span.ZERO);
        LinuxWorld world = LinuxWorld.start(clock, clock, _ -> (_, _) -> {
            throw new WorldException("this world has no devices");
        });
        try (ShmProducer producer = new ShmProducer(world, unit, 0666)) {
            pace.scheduleAtFixedRate(() -> {
                long now = HostClock.realtimeNanos();
                producer.write(new SystemInstant(now), new SystemInstant(now - 1_500_000_000L), LeapIndicator.INSERT);
            }, 0, 500, TimeUnit.MILLISECONDS);
            String said = ntpshmmon.run(TO_ANSWER, "-n", "3").output();
            assertThat(said.lines().filter(line -> line.startsWith("sample NTP7"))).as(said).hasSize(3)
                    .allSatisfy(line -> {
                        String[] words = line.split("\\s+");
                        assertThat(nanos(words[3]) - nanos(words[4])).isEqualTo(1_500_000_000L);
                        assertThat(words).endsWith("1", "-20");
                    });
        } finally {
            pace.shutdownNow();
            world.close();
            new ProcessBuilder("ipcrm", "-M", "0x%x".formatted(0x4e54_5030 + unit)).start().waitFor();
        }
    }

    @Test
    void aSegmentOfAnotherUserIsNamedWithTheRemedyAndTakenOnceItMayBeRead() throws Exception {
        int unit = 6;
        machine.must("setpriv", "--reuid", "65534", "--clear-groups", "perl", "-e",
                "shmget(0x4e545036, 96, 01600) // die");
        try (RunningPeer daemon = daemonWithoutRightsToOthersSegments("refclock SHM " + unit + " refid SHM6 poll 0")) {
            awaitSaid(daemon, "another user made it: run as that user, or remove it with ipcrm -M 0x4e545036");
            machine.must("ipcrm", "-M", "0x4e545036");
            awaitSaid(daemon, "no new sample comes to shared memory unit 6");
        }
    }

    private static void awaitSaid(RunningPeer daemon, String wanted) throws Exception {
        long deadline = System.nanoTime() + TO_SELECT_NANOS;
        while (!daemon.said().contains(wanted) && System.nanoTime() < deadline) {
            Thread.sleep(200);
        }
        assertThat(daemon.said()).contains(wanted);
    }

    private static long nanos(String secondsAndFraction) {
        return Long.parseLong(secondsAndFraction.replace(".", ""));
    }
}
