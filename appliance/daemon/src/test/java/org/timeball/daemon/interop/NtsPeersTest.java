package org.timeball.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.boot.Timeball;
import org.timeball.ntp.nts.ke.CertificateMaker;
import org.timeball.ntp.nts.ke.CertificateMaker.Content;

/// `timeball daemon -x` and Debian's chronyd ask each other for the time, both with NTS.
class NtsPeersTest {
    private static final Duration TO_ANSWER = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void chronydAndTheDaemonAuthenticateEachOther() throws Exception {
        int[] ports = freePorts();
        Path trusted = identity();
        Path log = folder.resolve("log");
        try (RunningPeer chronyd = chronyd(trusted, ports)) {
            Process daemon = daemon(trusted, ports, log);
            try {
                await("ours", "sources", "^* 127.0.0.1");
                assertThat(chronyc("ours", "authdata")).containsPattern("127\\.0\\.0\\.1 +NTS +1 +15 +256 ");
                await("chronyd", "sources", "^? 127.0.0.1");
                await("chronyd", "authdata", " 8  100");
                assertThat(chronyc("chronyd", "authdata")).as(chronyd.said())
                        .containsPattern("127\\.0\\.0\\.1 +NTS +1 +15 +256 +\\d+ +0 +0 +8 +100");
                assertThat(chronyc("ours", "serverstats")).contains("NTS-KE connections accepted: 1\n")
                        .doesNotContain("Authenticated NTP packets  : 0\n");
            } finally {
                end(daemon, log);
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("dump/ntskeys"))))
                    .isEqualTo("rw-------");
            assertThat(Files.readAllLines(folder.resolve("dump/127.0.0.1.nts"))).hasSizeBetween(12, 13);
            assertThat(Files.readString(log)).doesNotContain(
                    Files.readAllLines(folder.resolve("dump/127.0.0.1.nts")).get(5));
            itGoesOnAfterARestart(trusted, ports);
        }
    }

    /// Neither side needs new keys: the daemon knows its own cookies, and has kept chronyd's.
    private void itGoesOnAfterARestart(Path trusted, int[] ports) throws Exception {
        Path log = folder.resolve("log.2");
        Process again = daemon(trusted, ports, log);
        try {
            await("ours", "sources", "^* 127.0.0.1");
            assertThat(chronyc("ours", "authdata")).containsPattern("127\\.0\\.0\\.1 +NTS +1 +15 +256 ");
            await("ours", "serverstats", "Authenticated NTP packets  : 2");
            assertThat(chronyc("ours", "serverstats")).contains("NTS-KE connections accepted: 0\n");
        } finally {
            end(again, log);
        }
    }

    /// Without any certificate the box makes its own once it knows the time; chronyd believes the box's authority.
    @Test
    void aBoxWithItsOwnAuthorityServesChronyd() throws Exception {
        int[] ports = freePorts();
        Path trusted = identity();
        Path log = folder.resolve("log");
        Path own = folder.resolve("authority");
        try (RunningPeer _ = chronyd(trusted, ports)) {
            Process daemon = start(List.of("port " + ports[0], "ntsport " + ports[1], "cmdport 0",
                    "bindaddress 127.0.0.1", "allow 127.0.0.1", "ntsauthority " + own,
                    "bindcmdaddress " + folder.resolve("run/ours.sock"),
                    "server 127.0.0.1 port " + ports[2] + " minpoll 0 maxpoll 0 iburst"), log);
            try {
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
                while (!Files.readString(log).contains("NTS keys are established") && System.nanoTime() < deadline) {
                    Thread.sleep(200);
                }
                Peer.Outcome outcome = Peer.named("chronyd").run(Duration.ofSeconds(60), "-Q", "-U", "-t", "30",
                        "server localhost port " + ports[0] + " nts ntsport " + ports[1] + " iburst maxsamples 4",
                        "ntstrustedcerts " + own.resolve("ca.crt"), "nosystemcert", "cmdport 0",
                        "pidfile " + folder.resolve("pid.2"));
                assertThat(outcome.status()).as("%s\n%s", outcome.output(), Files.readString(log)).isZero();
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own.resolve("ca.key"))))
                        .isEqualTo("rw-------");
            } finally {
                end(daemon, log);
            }
        }
    }

    private static void end(Process daemon, Path log) throws Exception {
        daemon.destroy();
        assertThat(daemon.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.exitValue()).as(Files.readString(log)).isZero();
    }

    private Path identity() throws IOException {
        CertificateMaker.Made made = CertificateMaker.selfSigned(CertificateMaker.Key.RSA, new Content("CN=test",
                "dns:localhost,ip:127.0.0.1", Instant.now().minus(Duration.ofDays(1)), 10));
        Files.writeString(folder.resolve("key.pem"), made.key());
        for (String directory : List.of("dump", "chronyd-dump", "run", "chronyd-run")) {
            Files.createDirectory(folder.resolve(directory), PosixFilePermissions
                    .asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
        }
        return Files.writeString(folder.resolve("cert.pem"), made.chain());
    }

    /// @param ports NTP and key establishment of ours, then of chronyd
    private List<String> lines(Path trusted, int ntp, int establishment, String dump) {
        return List.of("port " + ntp, "ntsport " + establishment, "cmdport 0", "bindaddress 127.0.0.1",
                "allow 127.0.0.1", "ntsservercert " + trusted, "ntsserverkey " + folder.resolve("key.pem"),
                "ntsdumpdir " + folder.resolve(dump), "ntstrustedcerts " + trusted, "nosystemcert");
    }

    private RunningPeer chronyd(Path trusted, int[] ports) throws IOException {
        List<String> conf = new ArrayList<>(lines(trusted, ports[2], ports[3], "chronyd-dump"));
        conf.addAll(List.of("local stratum 3", "pidfile " + folder.resolve("pid"),
                "bindcmdaddress " + folder.resolve("chronyd-run/chronyd.sock"), "server 127.0.0.1 port " + ports[0]
                        + " nts ntsport " + ports[1] + " noselect minpoll 0 maxpoll 0"));
        Path file = folder.resolve("chrony.conf");
        Files.write(file, conf);
        return new RunningPeer(Peer.named("chronyd"), folder.resolve("said"), List.of(), "-x", "-U", "-d", "-f",
                file.toString());
    }

    private Process daemon(Path trusted, int[] ports, Path log) throws IOException {
        List<String> lines = new ArrayList<>(lines(trusted, ports[0], ports[1], "dump"));
        lines.addAll(List.of("local stratum 9", "bindcmdaddress " + folder.resolve("run/ours.sock"),
                "server 127.0.0.1 port " + ports[2] + " nts ntsport " + ports[3] + " minpoll 0 maxpoll 0 iburst"));
        return start(lines, log);
    }

    private static Process start(List<String> lines, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Timeball.class.getName(), "daemon", "-x", "-n"));
        command.addAll(lines);
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private String chronyc(String whom, String command) throws Exception {
        Path socket = folder.resolve(whom.equals("ours") ? "run/ours.sock" : "chronyd-run/chronyd.sock");
        return Peer.named("chronyc").run(TO_ANSWER, "-h", socket.toString(), "-N", command).output();
    }

    private void await(String whom, String command, String wanted) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        String said = chronyc(whom, command);
        while (!said.contains(wanted) && System.nanoTime() < deadline) {
            Thread.sleep(500);
            said = chronyc(whom, command);
        }
        assertThat(said).as("the logs:\n%s\n%s", Files.readString(folder.resolve("log")),
                Files.readString(folder.resolve("said"))).contains(wanted);
    }

    private static int[] freePorts() throws IOException {
        try (DatagramSocket ntp = new DatagramSocket(0);
                ServerSocket establishment = new ServerSocket(0);
                DatagramSocket theirs = new DatagramSocket(0);
                ServerSocket other = new ServerSocket(0)) {
            return new int[]{ntp.getLocalPort(), establishment.getLocalPort(), theirs.getLocalPort(),
                    other.getLocalPort()};
        }
    }
}
