package org.timeball.daemon.console;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// What standard output can show.
///
/// @param redraws a terminal that can move its cursor, so that the picture is drawn over itself
/// @param colours it also has colours, and the user has not declined them (`NO_COLOR`, no-color.org)
/// @param utf8 it shows more than ASCII
public record TerminalTraits(boolean redraws, boolean colours, boolean utf8) {
    /// A file or a pipe.
    public static final TerminalTraits NONE = new TerminalTraits(false, false, false);

    /// Finds out about this process's standard output.
    public static TerminalTraits ofStandardOutput() {
        return of(System.getenv(), standardOutput());
    }

    /// @param environment environment variables
    /// @param output what standard output leads to, such as `/dev/pts/3` or `pipe:[4711]`
    static TerminalTraits of(Map<String, String> environment, String output) {
        boolean terminal = output.startsWith("/dev/pts/") || output.startsWith("/dev/tty")
                || output.equals("/dev/console");
        String term = environment.getOrDefault("TERM", "dumb");
        boolean redraws = terminal && !term.isEmpty() && !term.equals("dumb");
        boolean declined = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new TerminalTraits(redraws, redraws && !declined && !term.startsWith("vt"), utf8(environment));
    }

    /// The first of these variables that is set decides (locale(7)).
    private static boolean utf8(Map<String, String> environment) {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG").map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty()).findFirst().orElse("C").toUpperCase(Locale.ROOT);
        return locale.contains("UTF-8") || locale.contains("UTF8");
    }

    /// Java's own question for a terminal wants standard input to be one too, which it is not in `timeball demo </dev/null`.
    private static String standardOutput() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
        } catch (IOException | UnsupportedOperationException _) {
            return "unknown";
        }
    }

    public Charset charset() {
        return utf8 ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
    }
}
