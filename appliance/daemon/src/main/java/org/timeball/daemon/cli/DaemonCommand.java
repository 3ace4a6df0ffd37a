package org.timeball.daemon.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.timeball.daemon.config.AccessSyntax;
import org.timeball.daemon.config.ConfigurationError;
import org.timeball.daemon.config.ConfigurationException;
import org.timeball.daemon.config.ConfigurationFiles;
import org.timeball.daemon.config.ConfigurationNotice;
import org.timeball.daemon.config.ConfigurationReader;
import org.timeball.daemon.config.ConfigurationText;
import org.timeball.daemon.config.DirectiveTable;
import org.timeball.daemon.config.DiskFiles;
import org.timeball.daemon.config.ReadConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `timeball daemon`, with the options of chronyd(8).
@Command(name = "daemon", sortOptions = false, description = {
        "Disciplines the system clock by a receiver and its pulse, and serves the time by NTP.",
        "Options mean what they mean to chronyd; the configuration has chrony.conf syntax."}, versionProvider = Features.class, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
                "0:it was told to end, or -p found the configuration good",
                "1:it failed, or the configuration is wrong",
                "2:the command line cannot be understood"}, footerHeading = "%nExamples:%n", footer = {
                        "  timeball daemon -p                    print what /etc/timeball/timeball.conf comes to",
                        "  timeball daemon -n -f box.conf        run with another file, in the foreground",
                        "  timeball daemon -x -n 'gnss /dev/ttyAMA0' 'refclock SOCK /run/pps.sock lock GPS' 'port 11123'",
                        "                                        run without a file"})
final class DaemonCommand implements Callable<Integer> {
    static final String DEFAULT_FILE = "/etc/timeball/timeball.conf";

    private final DaemonRunner runner;
    private final AccessSyntax accessSyntax;
    private final ConfigurationFiles files = new DiskFiles();

    @Spec
    private CommandSpec spec;

    @Option(names = "-f", paramLabel = "FILE", defaultValue = DaemonCommand.DEFAULT_FILE, description = "Configuration file. Default: ${DEFAULT-VALUE}.")
    private String file;

    @Mixin
    private DaemonSwitches switches;

    @Option(names = "-p", description = "Print the effective configuration and exit.")
    private boolean print;

    @Option(names = "--directives", description = "Print the table of every directive and option, in Markdown, and exit.")
    private boolean directiveTable;

    @Option(names = {"-v", "--version"}, versionHelp = true, description = "Show the version and exit.")
    private boolean version;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    private boolean help;

    @Parameters(paramLabel = "DIRECTIVE", description = {
            "Lines of configuration, one an argument. With any, the file is not read."})
    private List<String> directives = new ArrayList<>();

    DaemonCommand(DaemonRunner runner, AccessSyntax accessSyntax) {
        this.runner = runner;
        this.accessSyntax = accessSyntax;
    }

    @Override
    public Integer call() {
        if (directiveTable) {
            return printed(DirectiveTable.markdown());
        }
        DaemonOptions options = switches.options();
        try {
            ReadConfiguration read = ConfigurationReader.read(text(), files, accessSyntax);
            if (print) {
                read.notices().stream().map(ConfigurationNotice::toString).forEach(this::complain);
                return printed(read.effective());
            }
            if (switches.wantsFilter()) {
                complain("timeball daemon: -F has no effect here: a virtual machine needs most system calls;"
                        + " SystemCallFilter= of its systemd unit bars the rest");
            }
            return runner.run(options, read);
        } catch (ConfigurationException e) {
            e.errors().stream().map(ConfigurationError::toString).forEach(this::complain);
        } catch (NoSuchFileException _) {
            complain(file + ": there is no such file; name another with -f, or create it");
        } catch (IOException e) {
            complain(file + ": " + ConfigurationText.problem(e));
        }
        return ExitStatus.FAILED;
    }

    private int printed(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
        return ExitStatus.OK;
    }

    private ConfigurationText text() throws IOException {
        return directives.isEmpty()
                ? ConfigurationText.of(file, files.text(file))
                : new ConfigurationText(ConfigurationText.COMMAND_LINE, directives);
    }

    private void complain(String line) {
        spec.commandLine().getErr().println(line);
    }
}
