package org.timeball.daemon.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A program that a test talks to, such as chronyd.
///
/// @param name as `hw-tests/setup --list` prints it
/// @param program what is started
/// @param environment variables set beside the test's own
public record Peer(String name, Path program, Map<String, String> environment) {
    /// The folder of peers, where it is not `hw-tests/target/peers` of this checkout.
    public static final String PLACE = "timeball.peers";

    /// How long an end may take after it was ordered; a loaded machine needs tenths of a second.
    private static final Duration TO_END = Duration.ofSeconds(5);

    /// @param status exit status
    /// @param output standard output and standard error, as they came
    public record Outcome(int status, String output) {
    }

    /// Finds a peer, or leaves the calling test out.
    public static Peer named(String name) {
        Path program = place().resolve("bin").resolve(name);
        Assumptions.assumeTrue(Files.isExecutable(program), name + " is missing: run hw-tests/setup as root");
        return new Peer(name, program, Map.of());
    }

    /// The same peer with one more environment variable.
    public Peer with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(variable, value);
        return new Peer(name, program, Map.copyOf(more));
    }

    /// Runs it to its end, with nothing to read on standard input.
    ///
    /// @param limit if it takes longer it is killed and the test fails with what it had said
    public Outcome run(Duration limit, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile(name, ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile()).redirectOutput(said.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = false;
            try {
                ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                end(process);
            }
            String output = Files.readString(said);
            if (!ended) {
                throw new AssertionError(name + " did not end within " + limit + "; it said:\n" + output);
            }
            return new Outcome(process.exitValue(), output);
        } finally {
            Files.delete(said);
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor(TO_END.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static Path place() {
        String chosen = System.getProperty(PLACE);
        if (chosen != null) {
            return Path.of(chosen).toAbsolutePath();
        }
        Path checkout = Path.of("").toAbsolutePath();
        while (!Files.exists(checkout.resolve("hw-tests/setup")) && checkout.getParent() != null) {
            checkout = checkout.getParent();
        }
        return checkout.resolve("hw-tests/target/peers");
    }
}
