package org.timeball.daemon.standin.trial;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.timeball.simulator.clknetsim.net.ClockHistory;
import org.timeball.simulator.clknetsim.net.PacketLog;
import org.timeball.timekeeping.world.WorldException;

/// Runs trials and prints what came of them: `hw-tests/trials`.
public final class TrialRun {
    private static final long SEED = 1;

    private TrialRun() {
    }

    /// @param arguments a folder for files and logs, and names of trials; without any, all are run. `--list` lists them
    public static void main(String[] arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(arguments));
        Path folder = Path.of(words.removeFirst());
        if (words.equals(List.of("--list"))) {
            Trials.names().forEach(name -> System.out.printf("%-14s %s%n", name,
                    Trials.make(name, SEED).map(Trial::about).orElse("")));
            return;
        }
        int failed = 0;
        for (String name : words.isEmpty() ? Trials.names() : words) {
            Trial trial = Trials.make(name, SEED).orElse(null);
            if (trial == null) {
                System.err.println("there is no trial " + name + "; --list lists them");
                System.exit(2);
            }
            failed += run(trial, folder.resolve(name), System.out) ? 0 : 1;
        }
        System.exit(failed == 0 ? 0 : 1);
    }

    /// Removes what an earlier run left: logs are appended to, dumps and cookies are read.
    private static void clear(Path folder) throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            for (Path file : left.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean run(Trial trial, Path folder, PrintStream out) throws IOException {
        Files.createDirectories(folder);
        clear(folder);
        long start = System.nanoTime();
        List<String> problems = new ArrayList<>();
        try {
            Outcome outcome = trial.run(folder.toAbsolutePath());
            for (int node = 1; node <= outcome.logs().size(); node++) {
                Files.write(folder.resolve("log." + node), outcome.log(node));
            }
            for (int node = 1; node <= outcome.histories().size(); node++) {
                ClockHistory clock = outcome.history(node);
                Files.write(folder.resolve("clock." + node), IntStream.range(0, clock.size())
                        .mapToObj(second -> "%d %.9f %.3e".formatted(second, clock.offset(second),
                                clock.frequency(second)))
                        .toList());
            }
            Files.write(folder.resolve("packets"),
                    outcome.packets().entries().stream().map(PacketLog.Entry::toString).toList());
            problems.addAll(trial.problems(outcome));
        } catch (WorldException | IllegalStateException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        out.printf("%-4s %-14s %s (%.1f s)%n", problems.isEmpty() ? "ok" : "BAD", trial.name(), trial.about(),
                (System.nanoTime() - start) * 1e-9);
        problems.forEach(problem -> out.println("       " + problem));
        return problems.isEmpty();
    }
}
