package org.timeball.daemon.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `timeball ctl`.
@Command(name = "ctl", sortOptions = false, description = {
        "Asks the daemon, or gives it orders: chronyc's commands, with chronyc's columns.",
        "Without a command it is interactive; 'help' lists the commands."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
                "0:the command succeeded", "1:it did not, or the daemon cannot be reached",
                "2:the command line cannot be understood"}, footerHeading = "%nExamples:%n", footer = {
                        "  timeball ctl -n sources -v        the sources by address, columns explained",
                        "  timeball ctl -c tracking          for scripts",
                        "  timeball ctl --json sourcestats   one JSON array",
                        "  timeball ctl -m 'burst 4/8' 'waitsync 10 0.001'",
                        "  timeball ctl -h ntp1.example.net tracking"})
final class CtlCommand implements Callable<Integer> {
    private final CtlRunner runner;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", description = "A command and its arguments; with -m one command each.")
    private List<String> words = List.of();

    @ArgGroup(exclusive = true)
    private Naming naming = new Naming();

    @ArgGroup(exclusive = true)
    private Writing writing = new Writing();

    @Option(names = "-v", description = "Explain the columns of tables.")
    private boolean captions;

    @Option(names = "-a", description = "Show also sources whose address is not known yet.")
    private boolean all;

    @Option(names = "-m", description = "Take each argument as a command; stop at the first that fails.")
    private boolean several;

    @Option(names = "-e", description = "End the output of each command with a line of one dot.")
    private boolean endMarks;

    @Option(names = "-h", paramLabel = "HOST", split = ",", description = {
            "Whom to ask: names, addresses, or paths of Unix sockets; the first that answers.",
            "Default: /run/chrony/chronyd.sock, 127.0.0.1, ::1."})
    private List<String> servers = CtlOptions.DEFAULT_SERVERS;

    @Option(names = "-p", paramLabel = "PORT", defaultValue = "323", description = "UDP port. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "-t", paramLabel = "MS", defaultValue = "1000", description = "Milliseconds to wait for the first answer; doubled with each of two more tries. Default: ${DEFAULT-VALUE}.")
    private int timeoutMillis;

    @Option(names = "-u", paramLabel = "USER", defaultValue = "", description = "Give our end of the Unix socket to this user.")
    private String user;

    @ArgGroup(exclusive = true)
    private Family family = new Family();

    @Option(names = "-d", description = "Say on standard error which servers could not be asked, and why.")
    private boolean debug;

    @Option(names = "--help", usageHelp = true, description = "Show this help and exit.")
    private boolean help;

    CtlCommand(CtlRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() {
        if (port < 1 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "-p " + port + ": a port is 1 to 65535");
        }
        if (timeoutMillis < 1) {
            throw new ParameterException(spec.commandLine(), "-t " + timeoutMillis + ": it must be 1 ms or more");
        }
        CtlOptions options = new CtlOptions(words, servers, port, Duration.ofMillis(timeoutMillis), naming.names(),
                writing.style(), several, all, captions, endMarks, debug, family.number(), user);
        return runner.run(options, spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    /// How sources are named.
    static final class Naming {
        @Option(names = "-n", description = "Print addresses.")
        private boolean numeric;

        @Option(names = "-N", description = "Print names as they are in the configuration.")
        private boolean original;

        CtlOptions.Names names() {
            return numeric ? CtlOptions.Names.NUMERIC : original ? CtlOptions.Names.ORIGINAL : CtlOptions.Names.DNS;
        }
    }

    /// How reports are written.
    static final class Writing {
        @Option(names = "-c", description = "Write comma-separated values, as chronyc -c does.")
        private boolean csv;

        @Option(names = "--json", description = "Write JSON: an object, or an array for a table. Names end with their unit.")
        private boolean json;

        CtlOptions.Style style() {
            return csv ? CtlOptions.Style.CSV : json ? CtlOptions.Style.JSON : CtlOptions.Style.TEXT;
        }
    }

    /// Which addresses are used.
    static final class Family {
        @Option(names = "-4", description = "Use IPv4 addresses only.")
        private boolean v4;

        @Option(names = "-6", description = "Use IPv6 addresses only.")
        private boolean v6;

        int number() {
            return v4 ? 4 : v6 ? 6 : 0;
        }
    }
}
