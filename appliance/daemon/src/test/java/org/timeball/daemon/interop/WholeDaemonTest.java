package org.timeball.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.boot.Timeball;

/// `timeball daemon -x` as a process of its own follows Debian's chronyd and is commanded by Debian's chronyc.
class WholeDaemonTest {
    private static final Duration TO_ANSWER = Duration.ofSeconds(20);
    private static final int SERVER = 21_900;
    private static final int OURS = 21_901;

    @TempDir
    private Path folder;

    private Path socket() {
        return folder.resolve("run/chronyd.sock");
    }

    private String chronyc(String command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-h", socket().toString(), "-n"));
        arguments.addAll(List.of(command.split(" ")));
        return Peer.named("chronyc").run(TO_ANSWER, arguments.toArray(String[]::new)).output();
    }

    private RunningPeer server() throws IOException {
        Path conf = folder.resolve("server.conf");
        Files.write(conf, List.of("port " + SERVER, "cmdport 0", "bindcmdaddress /", "pidfile " + folder.resolve("pid"),
                "bindaddress 127.0.0.1", "allow 127.0.0.1", "local stratum 3"));
        return new RunningPeer(Peer.named("chronyd"), folder.resolve("said"), List.of(), "-x", "-d", "-f",
                conf.toString());
    }

    private Process daemon(Path log) throws IOException {
        List<String> command = List.of(ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Timeball.class.getName(), "daemon", "-x", "-n",
                "server 127.0.0.1 port " + SERVER + " iburst minpoll 0 maxpoll 1", "port " + OURS,
                "bindaddress 127.0.0.1", "allow 127.0.0.1", "cmdport 0", "bindcmdaddress " + socket(),
                "logdir " + folder, "log tracking measurements statistics");
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private void await(String command, String wanted) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        String said = chronyc(command);
        while (!said.contains(wanted) && System.nanoTime() < deadline) {
            Thread.sleep(500);
            said = chronyc(command);
        }
        assertThat(said).contains(wanted);
    }

    @Test
    void itFollowsAServerServesItsTimeAndObeysChronyc() throws Exception {
        Path log = folder.resolve("log");
        try (RunningPeer _ = server()) {
            Process daemon = daemon(log);
            try {
                await("sources", "^* 127.0.0.1");
                await("tracking", "Stratum         : 4");
                assertThat(chronyc("tracking")).contains("7F000001 (127.0.0.1)").contains("Leap status     : Normal");
                assertThat(chronyc("ntpdata 127.0.0.1")).contains("NTP tests       : 111 111 1111")
                        .contains("TX timestamping : Kernel").contains("RX timestamping : Kernel");
                assertThat(Peer.named("chronyd").run(TO_ANSWER, "-Q", "-U", "-t", "10",
                        "server 127.0.0.1 port " + OURS + " iburst maxsamples 4").status()).isZero();
                assertThat(chronyc("serverstats")).doesNotContain("NTP packets received       : 0\n");
                assertThat(chronyc("activity")).contains("1 sources online");
                assertThat(chronyc("offline")).contains("200 OK");
                assertThat(chronyc("activity")).contains("1 sources offline");
                assertThat(chronyc("delete 127.0.0.1")).contains("200 OK");
                await("activity", "0 sources offline");
                assertThat(chronyc("add server 127.0.0.1 port " + SERVER + " iburst")).contains("200 OK");
                await("sources", "^* 127.0.0.1");
                assertThat(chronyc("accheck 127.0.0.1")).contains("208 Access allowed");
                assertThat(chronyc("deny 127.0.0.1")).contains("200 OK");
                assertThat(chronyc("accheck 127.0.0.1")).contains("209 Access denied");
                assertThat(chronyc("shutdown")).contains("200 OK");
                assertThat(daemon.waitFor(15, TimeUnit.SECONDS)).as(Files.readString(log)).isTrue();
                assertThat(daemon.exitValue()).isZero();
            } finally {
                daemon.destroy();
                daemon.waitFor(10, TimeUnit.SECONDS);
            }
        }
        assertThat(socket()).doesNotExist();
        assertThat(Files.readString(log)).contains("Selected source 127.0.0.1");
        assertThat(Files.readString(folder.resolve("measurements.log"))).contains(" 127.0.0.1 ", "111 111 1111");
        assertThat(folder.resolve("tracking.log")).exists();
        assertThat(folder.resolve("statistics.log")).exists();
    }
}
