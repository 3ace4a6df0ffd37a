package org.timeball.daemon.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.ServerConfiguration.FastPathMode;

/// The daemon itself and the files that it keeps.
final class DaemonChecks {
    private static final long SPACE = 20L << 20;

    static final List<Check> ALL = List.of(DaemonChecks::runs, DaemonChecks::drift, DaemonChecks::folders,
            DaemonChecks::fastPaths);

    private DaemonChecks() {
    }

    private static Stream<Finding> runs(Machine machine, Configuration configuration) {
        List<Machine.Program> running = machine.programs()
                .filter(program -> program.isTimeball() && program.command().contains(" daemon")).toList();
        return Stream.of(switch (running.size()) {
            case 0 -> Finding.bad("daemon", "Timeball does not run", "systemctl start timeball; journalctl -u timeball"
                    + " says what stops it");
            case 1 -> Finding.good("daemon", "it runs as process " + running.getFirst().id());
            default -> Finding.bad("daemon", "it runs " + running.size() + " times: processes "
                    + String.join(", ", running.stream().map(program -> "" + program.id()).toList()),
                    "end all but one");
        });
    }

    private static Stream<Finding> drift(Machine machine, Configuration configuration) {
        return configuration.clock().drift() == null
                ? Stream.of(Finding.advice("drift file", "what is learned of the crystal is forgotten at each start",
                        "add a line such as 'driftfile /var/lib/timeball/drift'"))
                : Stream.empty();
    }

    /// Whether something is attached wherever the kernel is to answer.
    private static Stream<Finding> fastPaths(Machine machine, Configuration configuration) {
        return configuration.server().fastPaths().stream().filter(line -> line.mode() != FastPathMode.OFF).map(line -> {
            Optional<String> program = machine.cards().stream()
                    .filter(card -> line.interfaceName().equals("*") || line.interfaceName().equals(card.name()))
                    .flatMap(card -> card.fast().program().map(found -> card.name() + " has " + found).stream())
                    .findFirst();
            return program.map(found -> Finding.good("fast path", found))
                    .orElseGet(() -> Finding.advice("fast path",
                            "fastpath " + line.interfaceName() + " has no effect: sockets answer all",
                            "journalctl -u timeball says why; it takes libbpf1, CAP_BPF, CAP_PERFMON and CAP_NET_ADMIN"));
        });
    }

    private static Stream<Finding> folders(Machine machine, Configuration configuration) {
        @Nullable
        String drift = configuration.clock().drift() == null ? null : configuration.clock().drift().path();
        Stream<@Nullable String> files = Stream.of(drift, configuration.rtc().file())
                .map(file -> file == null ? null : Path.of(file).toAbsolutePath().getParent().toString());
        Stream<@Nullable String> folders = Stream.of(configuration.logs().directory(),
                configuration.logs().dumpDirectory(), configuration.nts().dumpDirectory());
        return Stream.concat(files, folders).filter(Objects::nonNull).distinct()
                .map(folder -> folder(machine, Objects.requireNonNull(folder)));
    }

    private static Finding folder(Machine machine, String folder) {
        if (!machine.has(folder)) {
            return Finding.advice("folder", folder + " does not exist yet", "the daemon makes it, if it may");
        }
        try {
            FileStore store = Files.getFileStore(machine.path(folder));
            if (store.isReadOnly()) {
                return Finding.bad("folder", folder + " cannot be written", "mount it read-write, or choose another");
            }
            long free = store.getUsableSpace();
            return free < SPACE
                    ? Finding.bad("folder", "%s has %d MB left".formatted(folder, free >> 20), "make room")
                    : Finding.good("folder", "%s has %d MB left".formatted(folder, free >> 20));
        } catch (IOException e) {
            return Finding.bad("folder", folder + " cannot be looked at: " + e.getMessage(), "check its file system");
        }
    }
}
