package org.timeball.daemon.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `timeball`: needs one of its subcommands.
@Command(name = "timeball", description = "A GPS/PPS stratum-1 time server.", versionProvider = Version.class, synopsisSubcommandLabel = "COMMAND", exitCodeListHeading = "%nExit status:%n", exitCodeList = {
        "0:done", "1:it failed, or the configuration is wrong",
        "2:the command line cannot be understood"}, footerHeading = "%nExamples:%n", footer = {
                "  timeball demo                             the whole box on a simulated receiver",
                "  timeball demo --for 60 --fault no-fix@30  the same, with a receiver that loses its fix",
                "  timeball daemon -p -f box.conf            check a configuration",
                "  timeball daemon -x -n -f box.conf         serve time, leave the system clock alone",
                "  timeball simulate c --seeds 1-20          how well a clock is kept, against known noise",
                "  timeball ctl sources -v                   ask the daemon, as chronyc does",
                "  timeball replay observations              what the clock was given, decided again",
                "  timeball decode capture.log               what a receiver's bytes say, as gpsd would put it",
                "  timeball nts enroll                       what clients need to trust this box",
                "  timeball COMMAND --help                   more on a command"})
final class TimeballCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version and exit.")
    private boolean version;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "Missing command; expected one of demo, daemon, ctl, simulate, replay, decode, nts");
    }
}
