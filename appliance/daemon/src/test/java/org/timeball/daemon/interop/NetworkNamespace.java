package org.timeball.daemon.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A network of two machines: this one, and a namespace for peers that insist on a port or on all addresses.
///
/// Its names and addresses contain the test's process id, so that tests at the same time stay apart.
final class NetworkNamespace implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final String name;
    private final String v4;
    private final String v6;

    private NetworkNamespace(long pid) {
        name = "tbi" + pid;
        // 198.18.0.0/15 is set aside for tests of networks (RFC 2544).
        v4 = "198.18.%d.%d".formatted(pid >> 6 & 255, (pid & 63) << 2 | 2);
        v6 = "fd5a:7b:%x::2".formatted(pid & 0xffff);
    }

    /// Makes it, or leaves the calling test out where that is not allowed.
    static NetworkNamespace make() throws IOException, InterruptedException {
        NetworkNamespace made = new NetworkNamespace(ProcessHandle.current().pid());
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/sbin/ip")) && made.tryIp("netns", "add", made.name),
                "a network namespace needs root and iproute2");
        String here = made.name + "a";
        String there = made.name + "b";
        made.ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", made.name);
        made.ip("addr", "add", made.v4.replaceFirst("\\d+$", String.valueOf(last(made.v4) - 1)) + "/30", "dev", here);
        made.ip("addr", "add", made.v6.replaceFirst("2$", "1") + "/64", "dev", here, "nodad");
        made.ip("link", "set", here, "up");
        made.ip("-n", made.name, "addr", "add", made.v4 + "/30", "dev", there);
        made.ip("-n", made.name, "addr", "add", made.v6 + "/64", "dev", there, "nodad");
        made.ip("-n", made.name, "link", "set", there, "up");
        made.ip("-n", made.name, "link", "set", "lo", "up");
        return made;
    }

    private static int last(String dotted) {
        return Integer.parseInt(dotted.substring(dotted.lastIndexOf('.') + 1));
    }

    /// The namespace's address.
    String v4() {
        return v4;
    }

    String v6() {
        return v6;
    }

    /// What starts a command in it, without the right to set the machine's clock.
    List<String> enter() {
        return List.of("/sbin/ip", "netns", "exec", name, "setpriv", "--bounding-set", "-sys_time", "--inh-caps",
                "-sys_time", "--ambient-caps", "-all");
    }

    private void ip(String... arguments) throws IOException, InterruptedException {
        if (!tryIp(arguments)) {
            throw new AssertionError("ip " + String.join(" ", arguments) + " failed");
        }
    }

    private boolean tryIp(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/sbin/ip"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /// Its end of the network goes with it.
    @Override
    public void close() throws IOException {
        try {
            ip("netns", "del", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
