package org.timeball.daemon.ctl;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.timeball.daemon.candm.server.ControlServer;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.cli.StatusRunner;
import org.timeball.daemon.console.StatusPages;
import org.timeball.daemon.console.TerminalTraits;

/// Asks a running daemon how it fares and shows it, once or each second.
public final class StatusView implements StatusRunner {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long EVERY_MILLIS = 1_000;
    // ECMA-48: CUP, EL, ED.
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final TerminalTraits traits;

    public StatusView(TerminalTraits traits) {
        this.traits = traits;
    }

    @Override
    public int run(Options options, PrintWriter out, PrintWriter err) {
        String request = options.json() ? StatusPages.json() : StatusPages.picture(traits);
        try (HostChannels channels = HostChannels.local(); Channel channel = channels.open(options.socket())) {
            do {
                Optional<String> page = ask(channel, request);
                if (page.isEmpty()) {
                    err.println("timeball status: no daemon answers at " + options.socket()
                            + "; is it running, and is this its bindcmdaddress?");
                    return ExitStatus.FAILED;
                }
                boolean redraw = options.watch() && !options.json() && traits.redraws();
                out.print(redraw ? HOME + page.get().replace("\n", CLEAR_LINE + "\r\n") + CLEAR_BELOW : page.get());
                out.flush();
            } while (options.watch() && !out.checkError() && slept());
            return ExitStatus.OK;
        } catch (IOException e) {
            err.println("timeball status: the daemon cannot be asked: " + e.getMessage()
                    + " (as root, or as a member of the socket's group)");
            return ExitStatus.FAILED;
        }
    }

    private static boolean slept() {
        try {
            Thread.sleep(EVERY_MILLIS);
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    private static Optional<String> ask(Channel channel, String request) {
        boolean sent = channel.send((ControlServer.TEXT_MARK + request).getBytes(StandardCharsets.US_ASCII));
        return sent
                ? channel.receive(PATIENCE).map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
