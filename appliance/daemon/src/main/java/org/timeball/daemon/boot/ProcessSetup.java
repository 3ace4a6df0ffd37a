package org.timeball.daemon.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.cli.DaemonOptions;
import org.timeball.daemon.config.Configuration;
import org.timeball.linux.process.Account;
import org.timeball.linux.process.Capability;
import org.timeball.linux.process.Precedence;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// How the process runs: as whom, and before which others. To be settled by the main thread before it starts any other.
final class ProcessSetup {
    /// chronyd takes 100 as well, which no kernel has.
    private static final int MOST_PRIORITY = 99;
    private static final String FOLDER_MODE = "rwxr-x---";

    private ProcessSetup() {
    }

    static void settle(DaemonOptions options, Configuration configuration) throws WorldException {
        DaemonOptions.Process process = options.process();
        Integer priority = process.priority() == null
                ? Integer.valueOf(configuration.process().schedulingPriority())
                : process.priority();
        if (priority > 0) {
            Precedence.realTime(Math.min(priority, MOST_PRIORITY));
        }
        @Nullable
        String name = process.user() == null ? configuration.process().user() : process.user();
        Optional<Account> other = name == null
                ? Optional.empty()
                : Optional.of(Account.named(name)).filter(account -> !account.isOurs());
        if (process.lockMemory() || configuration.process().lockMemory()) {
            Precedence.lockMemory(other.isPresent());
        }
        if (other.isPresent()) {
            become(other.get(), options, configuration);
        }
    }

    private static void become(Account account, DaemonOptions options, Configuration configuration)
            throws WorldException {
        for (Path folder : folders(configuration).toList()) {
            make(folder, account);
        }
        Set<Capability> kept = EnumSet.of(Capability.NET_BIND_SERVICE, Capability.NET_RAW);
        if (options.steerSystemClock()) {
            kept.add(Capability.SYS_TIME);
        }
        if (!configuration.hardware().interfaces().isEmpty()) {
            kept.add(Capability.NET_ADMIN);
        }
        if (!configuration.server().fastPaths().isEmpty()) {
            kept.add(Capability.BPF);
            kept.add(Capability.PERFMON);
            kept.add(Capability.NET_ADMIN);
        }
        // Looks into each jar for what is in none, and so opens those that the user may not be able to.
        ProcessSetup.class.getClassLoader().getResource("there-is-none");
        account.become(kept);
        Logger.info("Running as {}", account.name());
    }

    /// The folders that files will be written in.
    private static Stream<Path> folders(Configuration configuration) {
        Stream<@Nullable String> themselves = Stream.of(configuration.logs().directory(),
                configuration.logs().dumpDirectory(), configuration.nts().dumpDirectory(),
                configuration.nts().authority());
        Stream<@Nullable String> within = Stream.of(configuration.process().pidFile(),
                configuration.command().socketPath());
        return Stream.concat(themselves.filter(Objects::nonNull).map(Path::of),
                within.filter(Objects::nonNull).map(path -> Path.of(path).toAbsolutePath().getParent())
                        .filter(Objects::nonNull));
    }

    /// Makes a folder that is missing, for that user; one that is there stays as it is.
    private static void make(Path folder, Account owner) throws WorldException {
        if (Files.exists(folder)) {
            return;
        }
        try {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(FOLDER_MODE));
            Files.setAttribute(folder, "unix:gid", owner.group());
            Files.setAttribute(folder, "unix:uid", owner.user());
        } catch (IOException e) {
            throw new WorldException("the folder %s cannot be made (%s): make it, for user %s".formatted(folder, e,
                    owner.name()), e);
        }
    }
}
