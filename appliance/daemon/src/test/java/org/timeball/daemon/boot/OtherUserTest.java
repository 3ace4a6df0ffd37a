package org.timeball.daemon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.interop.Peer;

/// `timeball daemon -x -u nobody`, started by root: what it may and what it is afterwards, as the kernel has it.
class OtherUserTest {
    private static final String USER = "nobody";
    /// Below 1024, where only root and CAP_NET_BIND_SERVICE may go.
    private static final int PORT = 1_009;
    private static final long NET_BIND_SERVICE = 1L << 10;
    private static final long SYS_TIME = 1L << 25;

    @TempDir
    private Path folder;

    @BeforeEach
    void onlyRootBecomesSomebody() throws Exception {
        Assumptions.assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
                "only root can become another user");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process start(String... more) throws Exception {
        List<String> command = Stream.concat(Stream.of(ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Timeball.class.getName(), "daemon", "-x", "-n", "-L", "0"), Stream.of(more)).toList();
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static List<String> words(Path status, String caption) throws Exception {
        return Files.readAllLines(status).stream().filter(line -> line.startsWith(caption + ":"))
                .map(line -> List.of(line.strip().split("\\s+"))).findAny().orElseThrow();
    }

    private static long effective(Path status) throws Exception {
        return Long.parseUnsignedLong(words(status, "CapEff").getLast(), 16);
    }

    @Test
    void allOfItIsThatUsersAndKeepsOnlyTheCapabilitiesThatItNeeds() throws Exception {
        Path run = folder.resolve("run");
        Process daemon = start("-u", USER, "-P", "1", "port " + PORT, "bindaddress 127.0.0.1", "cmdport 0",
                "bindcmdaddress " + run.resolve("box.sock"), "pidfile " + run.resolve("box.pid"),
                "logdir " + folder.resolve("logs"), "log tracking", "local stratum 5", "allow 127.0.0.1");
        try {
            assertThat(up(run)).as(Files.readString(folder.resolve("log"))).isTrue();
            String uid = String.valueOf(Files.getAttribute(run.resolve("box.pid"), "unix:uid"));
            assertThat(uid).isNotEqualTo("0");
            boolean binds = false;
            try (Stream<Path> threads = Files.list(Path.of("/proc/" + daemon.pid() + "/task"))) {
                for (Path thread : threads.toList()) {
                    Path status = thread.resolve("status");
                    assertThat(words(status, "Uid")).containsExactly("Uid:", uid, uid, uid, uid);
                    assertThat(words(status, "Gid").getLast()).isNotEqualTo("0");
                    assertThat(effective(status) & SYS_TIME).as("-x needs no clock").isZero();
                    binds |= (effective(status) & NET_BIND_SERVICE) != 0;
                }
            }
            assertThat(binds).isTrue();
            assertThat(policy(daemon)).as("SCHED_FIFO").isEqualTo("1");
            assertThat(Files.getAttribute(folder.resolve("logs"), "unix:uid").toString()).isEqualTo(uid);
            Peer.Outcome answer = Peer.named("chronyd").run(Duration.ofSeconds(20), "-Q", "-U", "-t", "10",
                    "server 127.0.0.1 port " + PORT + " iburst maxsamples 2");
            assertThat(answer.status()).as(answer.output()).isZero();
        } finally {
            daemon.destroy();
            assertThat(daemon.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(daemon.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
        assertThat(run.resolve("box.pid")).doesNotExist();
        assertThat(run.resolve("box.sock")).doesNotExist();
    }

    /// Of its timekeeper, as proc_pid_stat(5) has it.
    private static String policy(Process daemon) throws Exception {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + daemon.pid() + "/task"))) {
            for (Path thread : threads.toList()) {
                if (Files.readString(thread.resolve("comm")).startsWith("timekeeper")) {
                    String stat = Files.readString(thread.resolve("stat"));
                    return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[38];
                }
            }
        }
        throw new AssertionError("no thread is called timekeeper");
    }

    @Test
    void memoryIsLocked() throws Exception {
        Process daemon = start("-m", "port 0", "cmdport 0", "bindcmdaddress /", "pidfile " + folder.resolve("box.pid"));
        try {
            assertThat(up(folder)).as(Files.readString(folder.resolve("log"))).isTrue();
            assertThat(Long.parseLong(words(Path.of("/proc/" + daemon.pid() + "/status"), "VmLck").get(1)))
                    .as("locked memory, kB").isGreaterThan(10_000);
        } finally {
            daemon.destroy();
            assertThat(daemon.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean up(Path run) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.exists(run.resolve("box.pid")) && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        return Files.exists(run.resolve("box.pid"));
    }

    @Test
    void aUserWhoDoesNotExistIsNamed() throws Exception {
        Process daemon = start("-u", "no-such-user", "port 0", "cmdport 0", "pidfile /", "bindcmdaddress /");
        assertThat(daemon.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.exitValue()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("log"))).contains("there is no user no-such-user");
    }
}
