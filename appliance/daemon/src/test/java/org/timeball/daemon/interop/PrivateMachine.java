package org.timeball.daemon.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A machine within this one: `/run`, shared memory and the loopback network of its own, the same clock and terminals.
///
/// It lives as long as a process that sleeps in it.
final class PrivateMachine implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;
    private static final long LIFE_SECONDS = 600;

    private final Process sleeper;

    private PrivateMachine(Process sleeper) {
        this.sleeper = sleeper;
    }

    /// Makes it, or leaves the calling test out where that is not allowed.
    static PrivateMachine make() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/sbin/ip")) && run(List.of("unshare", "-m", "-i", "-n",
                "true")), "a machine of its own needs root, util-linux and iproute2");
        PrivateMachine made = new PrivateMachine(new ProcessBuilder("unshare", "-m", "-i", "-n", "sleep",
                String.valueOf(LIFE_SECONDS)).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
        made.awaitSleep();
        made.must("mount", "-t", "tmpfs", "none", "/run");
        made.must("ip", "link", "set", "lo", "up");
        return made;
    }

    /// Until then it is not in namespaces of its own.
    private void awaitSleep() throws IOException, InterruptedException {
        Path command = Path.of("/proc", String.valueOf(sleeper.pid()), "comm");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.readString(command).strip().equals("sleep")) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("unshare does not start sleep");
            }
            Thread.sleep(10);
        }
    }

    /// What starts a command in it.
    List<String> enter() {
        return List.of("nsenter", "-t", String.valueOf(sleeper.pid()), "-m", "-i", "-n");
    }

    /// The process whose namespaces are the machine's, for ip(8).
    String pid() {
        return String.valueOf(sleeper.pid());
    }

    void must(String... command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(enter());
        whole.addAll(List.of(command));
        if (!run(whole)) {
            throw new AssertionError(String.join(" ", whole) + " failed");
        }
    }

    private static boolean run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Override
    public void close() {
        sleeper.destroyForcibly();
    }
}
