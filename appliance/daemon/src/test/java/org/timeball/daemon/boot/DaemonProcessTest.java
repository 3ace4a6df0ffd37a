package org.timeball.daemon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.gnss.simulated.FaultPlan;
import org.timeball.gnss.simulated.ReceiverProfile;
import org.timeball.gnss.simulated.SimulatedReceiver;
import org.timeball.linux.PseudoTerminal;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.world.LinuxWorld;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.pps.sock.SockSample;
import org.timeball.pps.sock.SockSender;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.WorldException;

/// `timeball daemon -x` as a process of its own, with a simulated receiver in this one.
class DaemonProcessTest {
    @TempDir
    private Path folder;

    private ProcessBuilder timeball(String... arguments) {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Timeball.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    @Test
    void itLocksServesAndLeavesNothingBehind() throws Exception {
        Path pid = folder.resolve("timeball.pid");
        Path drift = folder.resolve("drift");
        Path sock = folder.resolve("pulse.sock");
        int ntp = freeUdpPort();
        int gpsd = freeTcpPort();
        int web = freeTcpPort();
        try (PseudoTerminal line = PseudoTerminal.open()) {
            Path conf = folder.resolve("timeball.conf");
            Files.write(conf, List.of("# a box on the bench", "gnss " + line.slavePath() + " refid NMEA",
                    "refclock SOCK " + sock + " refid PPS lock NMEA", "port " + ntp, "bindaddress 127.0.0.1",
                    "allow 127/8", "makestep 0.1 3", "pidfile " + pid, "driftfile " + drift, "gpsdport " + gpsd,
                    "webport " + web,
                    "bindcmdaddress " + folder.resolve("run/ctl.sock"), "cmdport 0"));
            Path log = folder.resolve("log");
            Process daemon = timeball("daemon", "-x", "-n", "-f", conf.toString()).redirectOutput(log.toFile())
                    .start();
            try (AutoCloseable _ = receiver(line, sock)) {
                assertThat(stratumOneWithin(60, ntp)).as("stratum 1; the log:\n%s", Files.readString(log)).isTrue();
                assertThat(toldToWatchers(gpsd)).contains("\"class\":\"TPV\"", "\"mode\":3", line.slavePath())
                        .contains("\"class\":\"PPS\"");
                assertThat(said(timeball("status", "--socket", folder.resolve("run/ctl.sock").toString())))
                        .containsPattern("Timeball +\\d{4}-").contains("Locked to PPS, stratum 1, good to ")
                        .contains("Receiver   3D fix", "Pulse      PPS locked", "NTP        port " + ntp);
                assertThat(said(timeball("status", "--json", "--socket", folder.resolve("run/ctl.sock").toString())))
                        .startsWith("{").contains("\"stratum\":1").hasLineCount(1);
                assertThat(metrics(web)).contains("timeball_lock_state{state=\"locked\"} 1\n",
                        "chrony_tracking_stratum 1\n", "timeball_receiver_fix{device=\"" + line.slavePath() + "\"} 3\n")
                        .containsPattern("timeball_error_bound_seconds \\d\\.\\d+");
                assertThat(Files.readString(pid).strip()).isEqualTo(Long.toString(daemon.pid()));
            } finally {
                daemon.destroy();
                assertThat(daemon.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(daemon.exitValue()).as(Files.readString(log)).isZero();
            assertThat(pid).doesNotExist();
            assertThat(sock).doesNotExist();
            assertThat(Files.readString(drift)).matches("\\s*-?\\d+\\.\\d+\\s+\\d+\\.\\d+\\s*");
            assertThat(Files.readString(log)).contains("Disabled control of system clock", "Selected source PPS",
                    "timeball exiting");
        }
    }

    @Test
    void itsLogGoesToAFileAndItServesOneFamilyAlone() throws Exception {
        int ntp = freeUdpPort();
        Path log = folder.resolve("the.log");
        Process daemon = timeball("daemon", "-x", "-n", "-4", "-l", log.toString(), "-L", "0", "port " + ntp,
                "cmdport 0", "bindcmdaddress /", "local stratum 5", "allow")
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while ((!Files.exists(log) || !Files.readString(log).contains("NTP is served"))
                    && System.nanoTime() < deadline) {
                Thread.sleep(100);
            }
            assertThat(Files.readString(log)).contains("NTP is served on port " + ntp);
            assertThat(Files.readString(Path.of("/proc/net/udp6"))).doesNotContain(":%04X ".formatted(ntp));
            assertThat(Files.readString(Path.of("/proc/net/udp"))).contains(":%04X ".formatted(ntp));
        } finally {
            daemon.destroy();
            assertThat(daemon.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(Files.readString(folder.resolve("said"))).doesNotContain("NTP is served");
    }

    @Test
    void aBadLineIsToldWithItsPlaceAndNothingStarts() throws Exception {
        Path conf = folder.resolve("bad.conf");
        Files.write(conf, List.of("port 123", "refclok SOCK /run/x", "makestep never 3"));
        Process daemon = timeball("daemon", "-x", "-n", "-f", conf.toString()).start();
        String said = new String(daemon.getInputStream().readAllBytes());
        assertThat(daemon.waitFor()).isEqualTo(1);
        assertThat(said.lines()).hasSize(2).allMatch(line -> line.startsWith(conf.toString()));
        assertThat(said).contains(":2: ", "refclock", ":3: ");
    }

    private static int freeUdpPort() throws IOException {
        try (DatagramSocket any = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static int freeTcpPort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    /// What gpsd's clients are told until there is a fix and a pulse, or for 30 s.
    private static String toldToWatchers(int port) throws IOException {
        StringBuilder told = new StringBuilder();
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(10_000);
            client.getOutputStream().write("?WATCH={\"enable\":true,\"json\":true,\"pps\":true}\n".getBytes());
            BufferedReader lines = new BufferedReader(new InputStreamReader(client.getInputStream()));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (System.nanoTime() < deadline
                    && !(told.indexOf("\"class\":\"PPS\"") > 0 && told.indexOf("\"mode\":3") > 0)) {
                told.append(lines.readLine()).append('\n');
            }
        }
        return told.toString();
    }

    private static String said(ProcessBuilder command) throws IOException {
        Process process = command.redirectErrorStream(false).start();
        return new String(process.getInputStream().readAllBytes());
    }

    private static String metrics(int port) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(10_000);
            client.getOutputStream()
                    .write("GET /metrics HTTP/1.1\r\nHost: box\r\nConnection: close\r\n\r\n".getBytes());
            return new String(client.getInputStream().readAllBytes());
        }
    }

    /// A receiver in true time; closes to silence.
    private static AutoCloseable receiver(PseudoTerminal line, Path sock) throws WorldException {
        SteeredClock clock = new SteeredClock(HostClock::realtimeNanos, Oscillator.perfect(), Span.ZERO);
        LinuxWorld world = LinuxWorld.start(clock, clock, _ -> (_, _) -> {
            throw new WorldException("this world has no devices");
        });
        SockSender pulses = SockSender.over(world, sock + ".sender", sock.toString());
        SimulatedReceiver receiver = new SimulatedReceiver(ReceiverProfile.nmea(), FaultPlan.NONE, 1,
                new SimulatedReceiver.Outlet() {
                    @Override
                    public void bytes(byte[] chunk) {
                        line.write(chunk);
                    }

                    @Override
                    public void pulse(long trueNanos) {
                        pulses.send(SockSample.pulseSeenAt(new SystemInstant(trueNanos)));
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
        var pace = Executors.newSingleThreadScheduledExecutor();
        receiver.start(HostClock.realtimeNanos());
        pace.scheduleAtFixedRate(() -> receiver.advance(HostClock.realtimeNanos()), 0, 5, TimeUnit.MILLISECONDS);
        return () -> {
            pace.shutdownNow();
            pace.awaitTermination(5, TimeUnit.SECONDS);
            pulses.close();
            world.close();
        };
    }

    private static boolean stratumOneWithin(int seconds, int port) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        HeaderFlyweight header = new HeaderFlyweight();
        while (System.nanoTime() < deadline) {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.setSoTimeout(500);
                byte[] packet = new byte[HeaderFlyweight.BYTES];
                header.wrap(ByteBuffer.wrap(packet)).leapVersionMode(0, 4, HeaderFlyweight.MODE_CLIENT);
                header.transmitTime(System.nanoTime());
                InetAddress loopback = InetAddress.getByName("127.0.0.1");
                socket.connect(loopback, port);
                socket.send(new DatagramPacket(packet, packet.length));
                socket.receive(new DatagramPacket(packet, packet.length));
                if (header.wrap(ByteBuffer.wrap(packet)).stratum() == 1) {
                    return true;
                }
                Thread.sleep(250);
            } catch (SocketTimeoutException | PortUnreachableException _) {
                Thread.sleep(250);
            }
        }
        return false;
    }
}
