package org.timeball.daemon.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The serial lines of a machine, as /dev, /sys and /proc show them.
///
/// @param root `/`, or in tests a folder with such files in it
record SerialPorts(Path root) {
    private static final String NAMES = "tty(ACM|USB|AMA|S)\\d+";

    /// Paths of the lines that have hardware behind them, in the order of their names.
    List<String> all() {
        return names("dev").filter(name -> name.matches(NAMES)).filter(this::isReal).sorted()
                .map(name -> "/dev/" + name).toList();
    }

    /// The 8250 driver makes lines for hardware that may not be there; their type is 0 then.
    private boolean isReal(String name) {
        return !name.startsWith("ttyS") || !text("sys/class/tty/" + name + "/type").equals("0");
    }

    /// Whether the kernel's console is on a line.
    boolean isConsole(String path) {
        String name = behind(path);
        return text("proc/consoles").lines()
                .anyMatch(line -> ("/dev/" + line.split(" ", 2)[0]).equals(name));
    }

    /// Another program that has a line open, such as `gpsd (process 812)`. Other users' programs only root sees.
    Optional<String> holder(String path) {
        String device = behind(path);
        String self = String.valueOf(ProcessHandle.current().pid());
        return names("proc").filter(name -> name.matches("\\d+") && !name.equals(self))
                .filter(id -> names("proc/" + id + "/fd")
                        .anyMatch(fd -> link("proc/" + id + "/fd/" + fd).equals(device)))
                .findAny().map(id -> text("proc/" + id + "/comm") + " (process " + id + ")");
    }

    private String behind(String path) {
        try {
            return "/" + root.toRealPath().relativize(root.resolve(path.replaceFirst("^/", "")).toRealPath());
        } catch (IOException _) {
            return path;
        }
    }

    private String link(String path) {
        try {
            return Files.readSymbolicLink(root.resolve(path)).toString();
        } catch (IOException | UnsupportedOperationException _) {
            return "";
        }
    }

    private String text(String path) {
        try {
            return Files.readString(root.resolve(path)).strip();
        } catch (IOException _) {
            return "";
        }
    }

    private Stream<String> names(String folder) {
        try (Stream<Path> entries = Files.list(root.resolve(folder))) {
            return entries.map(entry -> entry.getFileName().toString()).toList().stream();
        } catch (IOException _) {
            return Stream.empty();
        }
    }
}
