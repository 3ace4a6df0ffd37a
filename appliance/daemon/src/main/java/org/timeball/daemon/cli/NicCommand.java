package org.timeball.daemon.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `timeball nic`.
@Command(name = "nic", sortOptions = false, description = {
        "Shows what each network interface can do for time: which packets are stamped, by whom, and its hardware clock; and"
                + " what one would set otherwise.",
        "It asks the drivers and changes nothing."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {"0:done",
                "1:an interface does not exist", "2:the command line cannot be understood"})
final class NicCommand implements Callable<Integer> {
    private final NicRunner runner;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "INTERFACE", arity = "0..*", description = "Such as eth0. Default: all but loopback.")
    private List<String> names = List.of();

    @Option(names = "--json", description = "One JSON array.")
    private boolean json;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    private boolean help;

    NicCommand(NicRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() {
        return runner.run(new NicRunner.Options(names, json), spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }
}
