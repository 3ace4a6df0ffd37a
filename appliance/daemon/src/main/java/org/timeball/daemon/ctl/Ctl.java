package org.timeball.daemon.ctl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import org.timeball.daemon.cli.CtlOptions;
import org.timeball.daemon.cli.CtlRunner;
import org.timeball.daemon.cli.ExitStatus;

/// `timeball ctl`: one command, several, those on standard input, or those typed at a terminal.
public final class Ctl implements CtlRunner {
    private final InputStream in;

    /// @param in where commands come from if none is on the command line
    public Ctl(InputStream in) {
        this.in = in;
    }

    @Override
    public int run(CtlOptions options, PrintWriter out, PrintWriter err) {
        HostNames names = names(options);
        try (Channels channels = new HostChannels(options, names)) {
            return run(channels, names, options, out, err);
        }
    }

    /// Likewise by other ways.
    public int run(Channels channels, CtlOptions options, PrintWriter out, PrintWriter err) {
        return run(channels, names(options), options, out, err);
    }

    private static HostNames names(CtlOptions options) {
        return new HostNames(switch (options.family()) {
            case 4 -> HostNames.Family.V4;
            case 6 -> HostNames.Family.V6;
            default -> HostNames.Family.ANY;
        });
    }

    private int run(Channels channels, HostNames names, CtlOptions options, PrintWriter out, PrintWriter err) {
        Output output = new Output(out, options.style(), options.captions());
        try (ControlClient client = new ControlClient(channels, options.servers(), options.timeout(),
                complaint -> complain(options, err, complaint))) {
            Session session = new Session(client, names, options, output, err);
            return run(session, options, out, err) ? ExitStatus.OK : ExitStatus.FAILED;
        }
    }

    private static void complain(CtlOptions options, PrintWriter err, String complaint) {
        if (options.debug()) {
            err.println(complaint);
            err.flush();
        }
    }

    private boolean run(Session session, CtlOptions options, PrintWriter out, PrintWriter err) {
        List<String> words = options.words();
        if (!words.isEmpty()) {
            return options.several() ? all(session, words) : session.run(String.join(" ", words));
        }
        if (System.console() != null && System.console().isTerminal() && in == System.in) {
            return Prompt.run(session, out, err);
        }
        return lines(session, err);
    }

    /// Commands one after another, up to the first that fails.
    private static boolean all(Session session, List<String> commands) {
        for (String command : commands) {
            if (!session.run(command)) {
                return false;
            }
            if (session.hasEnded()) {
                break;
            }
        }
        return true;
    }

    /// Commands line by line; the last one counts.
    private boolean lines(Session session, PrintWriter err) {
        boolean done = true;
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
            for (String line = lines.readLine(); line != null && !session.hasEnded(); line = lines.readLine()) {
                done = session.run(line);
            }
        } catch (IOException e) {
            err.println("cannot read commands from standard input: " + e.getMessage());
            return false;
        }
        return done;
    }
}
