package org.timeball.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/// A network namespace for a client that insists on port 123, with a cable to this one (a veth pair).
///
/// The client runs there without CAP_SYS_TIME, so that the host's clock stays alone. Needs root.
///
/// @param name of the namespace
/// @param server our end's address, where a server for the client may listen
/// @param cable our end's name; the client's is client0
record ClientNamespace(String name, String server, String cable) implements AutoCloseable {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final Duration TO_SET_UP = Duration.ofSeconds(20);

    /// Makes one, or leaves the calling test out.
    static ClientNamespace open() throws Exception {
        Assumptions.assumeTrue(Files.isWritable(Path.of("/run")) && Files.isExecutable(Path.of("/usr/sbin/ip")),
                "network namespaces need root and iproute2");
        // The kernel takes a cable away some time after its namespace: the next has another name.
        long id = ProcessHandle.current().pid() * 10 + MADE.getAndIncrement() % 10;
        String cable = "tbt" + id % 1_000_000_000;
        ClientNamespace made = new ClientNamespace("tbtest" + id, "10.98." + id % 250 + ".1", cable);
        int status = run("netns", "add", made.name);
        Assumptions.assumeTrue(status == 0, "no network namespace can be made here");
        assertThat(run("link", "add", cable, "type", "veth", "peer", "name", "client0", "netns", made.name)).isZero();
        assertThat(run("addr", "add", made.server + "/24", "dev", cable)).isZero();
        assertThat(run("link", "set", cable, "up")).isZero();
        assertThat(run("-n", made.name, "addr", "add", "10.98." + id % 250 + ".2/24", "dev", "client0")).isZero();
        assertThat(run("-n", made.name, "link", "set", "lo", "up")).isZero();
        assertThat(run("-n", made.name, "link", "set", "client0", "up")).isZero();
        return made;
    }

    /// Runs a shell script there, in a mount namespace of its own, for `seconds` at most.
    ///
    /// @return what it said
    String shell(int seconds, String script) throws Exception {
        Peer shell = new Peer("sh", Path.of("/usr/sbin/ip"), Map.of());
        return shell.run(Duration.ofSeconds(seconds + 20L), "netns", "exec", name, "unshare", "--mount", "timeout",
                Integer.toString(seconds), "setpriv", "--bounding-set=-sys_time", "sh", "-c", script).output();
    }

    /// Its end of the cable goes with it, and ours with that.
    @Override
    public void close() throws IOException {
        try {
            run("netns", "del", name);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The command `ip` on this side.
    static int run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/usr/sbin/ip"));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(process.waitFor(TO_SET_UP.toSeconds(), TimeUnit.SECONDS)).as("%s", command).isTrue();
        return process.exitValue();
    }
}
