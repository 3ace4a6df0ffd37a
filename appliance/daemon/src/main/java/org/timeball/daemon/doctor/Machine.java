package org.timeball.daemon.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.timeball.linux.nic.NetworkCard;

/// What Linux shows of this machine in files.
///
/// @param root `/`, or in tests a folder with such files in it
/// @param now what the clock says
/// @param cards its network interfaces, as their drivers describe them
record Machine(Path root, Instant now, List<NetworkCard> cards) {
    private static final int LONGEST = 1 << 20;

    Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    boolean has(String path) {
        return Files.exists(path(path));
    }

    /// The text of a file without spaces at its ends; empty if it cannot be read.
    Optional<String> text(String path) {
        try (var in = Files.newInputStream(path(path))) {
            return Optional.of(new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1).strip());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// The names in a folder, in their order; none if there is no such folder.
    List<String> names(String folder) {
        try (Stream<Path> entries = Files.list(path(folder))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    /// Where a symbolic link leads, as it is written; empty if it is none.
    Optional<String> link(String path) {
        try {
            return Optional.of(Files.readSymbolicLink(path(path)).toString());
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.empty();
        }
    }

    /// The file that a path leads to behind all symbolic links; the path itself if there is none.
    String behind(String path) {
        try {
            return "/" + root.toRealPath().relativize(path(path).toRealPath());
        } catch (IOException _) {
            return path;
        }
    }

    /// The programs that run, by process id.
    Stream<Program> programs() {
        return names("/proc").stream().filter(name -> name.chars().allMatch(Character::isDigit)).map(this::program);
    }

    private Program program(String id) {
        String command = text("/proc/" + id + "/cmdline").orElse("").replace('\0', ' ').strip();
        return new Program(Long.parseLong(id), text("/proc/" + id + "/comm").orElse(""), command);
    }

    /// A process.
    ///
    /// @param name as the kernel has it, at most 15 characters
    /// @param command line, words with spaces between them; may be empty
    record Program(long id, String name, String command) {
        boolean isTimeball() {
            return command.contains("org.timeball.");
        }

        String described() {
            return name + " (process " + id + ")";
        }
    }
}
