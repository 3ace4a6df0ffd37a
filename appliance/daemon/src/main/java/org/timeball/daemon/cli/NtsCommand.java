package org.timeball.daemon.cli;

import java.util.concurrent.Callable;
import org.timeball.daemon.nts.BoxAuthority;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `timeball nts`.
@Command(name = "nts", sortOptions = false, description = {
        "The box's own certificate authority (directive ntsauthority), by which clients know that the time is its.",
        "enroll prints the authority's certificate, its fingerprint and what chrony, ntpd-rs and NTPsec have to be told;"
                + " show prints what the certificates say; renew makes a new one for the server, which the daemon takes up"
                + " by itself."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {"0:done",
                        "1:there is no authority, or it cannot be used",
                        "2:the command line cannot be understood"}, footerHeading = "%nExamples:%n", footer = {
                                "  timeball nts enroll", "  timeball nts show --directory /srv/nts"})
final class NtsCommand implements Callable<Integer> {
    private final NtsRunner runner;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ACTION", description = {"enroll, show or renew."})
    private NtsRunner.Action action;

    @Option(names = "--directory", paramLabel = "DIRECTORY", defaultValue = BoxAuthority.PLACE, description = {
            "Where the authority lies (default: ${DEFAULT-VALUE})."})
    private String directory;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    private boolean help;

    NtsCommand(NtsRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() {
        return runner.run(action, directory, spec.commandLine().getOut(), spec.commandLine().getErr());
    }
}
