package org.timeball.daemon.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `timeball probe`.
@Command(name = "probe", sortOptions = false, description = {
        "Finds the receivers on the serial ports: speed, protocol and model, one line a port, and the line for the"
                + " configuration.",
        "It asks each port what it is (UBX MON-VER, PMTK605) at speeds from 4800 to 921600 and changes no receiver."
                + " Name the ports where something else than receivers is plugged in."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
                        "0:a receiver was found", "1:none was",
                        "2:the command line cannot be understood"}, footerHeading = "%nExamples:%n", footer = {
                                "  timeball probe", "  timeball probe --json /dev/ttyAMA0"})
final class ProbeCommand implements Callable<Integer> {
    private static final int MOST_SECONDS = 60;

    private final ProbeRunner runner;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object a port.")
    private boolean json;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "11", description = "Give a port up after so long (default: ${DEFAULT-VALUE}, enough for all speeds).")
    private int seconds;

    @Parameters(paramLabel = "DEVICE", arity = "0..*", description = "Serial lines (default: all that have hardware behind them).")
    private @Nullable List<String> devices;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    private boolean help;

    ProbeCommand(ProbeRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new ParameterException(spec.commandLine(),
                    "--seconds is " + seconds + "; it must be 1 to " + MOST_SECONDS);
        }
        return runner.run(new ProbeRunner.Options(devices == null ? List.of() : List.copyOf(devices), json, seconds),
                spec.commandLine().getOut(), spec.commandLine().getErr());
    }
}
