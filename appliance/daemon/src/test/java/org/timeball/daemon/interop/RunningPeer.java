package org.timeball.daemon.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A peer that runs beside a test, such as a server to follow; ended by its own process id.
final class RunningPeer implements AutoCloseable {
    private static final Duration TO_END = Duration.ofSeconds(10);

    private final Process process;
    private final Path said;

    /// @param said takes what it says
    /// @param before commands that start it, such as setpriv; may be empty
    RunningPeer(Peer peer, Path said, List<String> before, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(peer.program().toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile()).redirectOutput(said.toFile());
        builder.environment().putAll(peer.environment());
        process = builder.start();
        this.said = said;
    }

    /// What it has said so far, and whether it still runs: for the messages of failures.
    String said() throws IOException {
        return (process.isAlive() ? "it runs and said:\n" : "it ended and said:\n") + Files.readString(said);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(TO_END.toNanos(), TimeUnit.NANOSECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
