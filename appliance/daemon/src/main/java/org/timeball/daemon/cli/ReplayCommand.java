package org.timeball.daemon.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `timeball replay`.
@Command(name = "replay", sortOptions = false, description = {
        "Runs the same core over a log of observations and compares every decision, bit for bit.",
        "The daemon writes such a log with the directive 'observationlog FILE'."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
                "0:every decision is the same",
                "1:one is not, or the log cannot be read; the first such line is told",
                "2:the command line cannot be understood"})
final class ReplayCommand implements Callable<Integer> {
    private final ReplayRunner runner;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "LOG", description = "The log.")
    private String log;

    @Option(names = "--json", description = "One JSON object instead of lines for people.")
    private boolean json;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    private boolean help;

    ReplayCommand(ReplayRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() {
        return runner.run(new ReplayOptions(log, json), spec.commandLine().getOut(), spec.commandLine().getErr());
    }
}
