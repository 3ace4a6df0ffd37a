package org.timeball.daemon.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `timeball doctor`.
@Command(name = "doctor", sortOptions = false, description = {
        "Checks this machine from the receiver's line to the clients' port: one line a check, and below it what to do.",
        "It changes nothing. As root it sees more: whose a port is, what other users' files hold."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
                "0:nothing is wrong", "1:something is", "2:the command line cannot be understood"})
final class DoctorCommand implements Callable<Integer> {
    private final DoctorRunner runner;

    @Spec
    private CommandSpec spec;

    @Option(names = "-f", paramLabel = "FILE", defaultValue = DaemonCommand.DEFAULT_FILE, description = "The daemon's configuration (default: ${DEFAULT-VALUE}).")
    private String file;

    @Option(names = "--json", description = "One JSON array of all findings.")
    private boolean json;

    @Option(names = "--bundle", paramLabel = "FILE.zip", description = "Also write what somebody who helps wants to see: findings, configuration, logs, what the kernel shows. No keys.")
    private @Nullable String bundle;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    private boolean help;

    DoctorCommand(DoctorRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() {
        return runner.run(new DoctorRunner.Options(file, json, bundle), spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }
}
