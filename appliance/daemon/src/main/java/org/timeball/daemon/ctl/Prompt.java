package org.timeball.daemon.ctl;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/// Commands typed at a terminal, with editing, completion of their first words, and a history that is kept.
final class Prompt {
    private static final String PROMPT = "timeball> ";

    private Prompt() {
    }

    /// Reads and carries out commands until `quit` or the end of input.
    ///
    /// @return whether the last succeeded
    static boolean run(Session session, PrintWriter out, PrintWriter err) {
        // Through stty: no native library is loaded.
        try (Terminal terminal = TerminalBuilder.builder().provider("exec").dumb(true).build()) {
            return run(session, terminal, out, history());
        } catch (IOException e) {
            err.println("cannot use this terminal: " + e.getMessage() + "; give the command on the command line");
            return false;
        }
    }

    /// @param history where past lines are kept; null: nowhere
    static boolean run(Session session, Terminal terminal, PrintWriter out, @Nullable Path history) {
        LineReaderBuilder builder = LineReaderBuilder.builder().terminal(terminal).appName("timeball ctl")
                .completer(new StringsCompleter(HelpText.commands()));
        if (history != null) {
            builder.variable(LineReader.HISTORY_FILE, history);
        }
        LineReader reader = builder.build();
        boolean done = true;
        while (!session.hasEnded()) {
            try {
                done = session.run(reader.readLine(PROMPT));
                out.flush();
            } catch (UserInterruptException e) {
                // Ctrl-C drops the line that is being typed.
                continue;
            } catch (EndOfFileException e) {
                break;
            }
        }
        return done;
    }

    /// Where the history is kept, by the XDG base directories; null if there is no home.
    private static @Nullable Path history() {
        String state = System.getenv("XDG_STATE_HOME");
        String home = System.getProperty("user.home", "");
        if ((state == null || state.isEmpty()) && home.isEmpty()) {
            return null;
        }
        Path folder = (state == null || state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state))
                .resolve("timeball");
        try {
            Files.createDirectories(folder);
            return folder.resolve("ctl-history");
        } catch (IOException e) {
            return null;
        }
    }
}
