package org.timeball.daemon.cli;

import java.util.concurrent.Callable;
import org.timeball.daemon.config.CommandConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `timeball status`.
@Command(name = "status", sortOptions = false, description = {
        "Shows how the running daemon fares: locked or not, how good, since when, and if it is not well, why and what to do"
                + " next; then receiver, offset, frequency, clients and sources.",
        "It asks over the daemon's command socket, as root or as a member of the socket's group."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
                "0:done", "1:the daemon cannot be asked",
                "2:the command line cannot be understood"}, footerHeading = "%nExamples:%n", footer = {
                        "  timeball status           once", "  timeball status --watch   until Ctrl-C",
                        "  timeball status --json    for programs"})
final class StatusCommand implements Callable<Integer> {
    private final StatusRunner runner;

    @Spec
    private CommandSpec spec;

    @Option(names = "--watch", description = "Show it anew each second, until interrupted.")
    private boolean watch;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Option(names = "--socket", paramLabel = "PATH", defaultValue = CommandConfiguration.DEFAULT_SOCKET_PATH, description = {
            "The daemon's command socket, bindcmdaddress (default: ${DEFAULT-VALUE})."})
    private String socket;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    private boolean help;

    StatusCommand(StatusRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() {
        return runner.run(new StatusRunner.Options(socket, watch, json), spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }
}
