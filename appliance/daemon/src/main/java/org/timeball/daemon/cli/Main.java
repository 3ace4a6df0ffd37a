package org.timeball.daemon.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The command line of `timeball`.
public final class Main {
    private static final int HELP_COLUMNS = 100;

    private Main() {
    }

    /// Runs one command line to its end.
    ///
    /// @return the exit status, one of [ExitStatus]
    public static int run(Runners runners, PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine demo = new CommandLine(new DemoCommand(runners.demo(), runners.catalogue()));
        list(demo, "receivers", "%nReceivers (the first is the default):%n", runners.catalogue().receivers());
        list(demo, "faults", "%nFaults:%n", runners.catalogue().faults());
        CommandLine commands = new CommandLine(new TimeballCommand()).addSubcommand(demo)
                .addSubcommand(new CommandLine(new DaemonCommand(runners.daemon(), runners.accessSyntax())))
                .addSubcommand(new CommandLine(new SimulateCommand(runners.simulate())))
                .addSubcommand(new CommandLine(new ReplayCommand(runners.replay())))
                .addSubcommand(new CommandLine(new DecodeCommand(runners.decode())))
                .addSubcommand(new CommandLine(new StatusCommand(runners.status())))
                .addSubcommand(new CommandLine(new DoctorCommand(runners.doctor())))
                .addSubcommand(new CommandLine(new NicCommand(runners.nic())))
                .addSubcommand(new CommandLine(new ProbeCommand(runners.probe())))
                .addSubcommand(new CommandLine(new NtsCommand(runners.nts())).setCaseInsensitiveEnumValuesAllowed(true))
                .addSubcommand(new CommandLine(new PagesCommand()))
                // What follows the daemon's command belongs to it, such as the -v of 'sources -v'.
                .addSubcommand(new CommandLine(new CtlCommand(runners.ctl())).setStopAtPositional(true));
        // An argument @file means nothing here; a directive is taken as it stands.
        return commands.setExpandAtFiles(false).setUsageHelpWidth(HELP_COLUMNS).setOut(out).setErr(err)
                .setParameterExceptionHandler((e, _) -> {
                    String command = e.getCommandLine().getCommandSpec().qualifiedName();
                    err.println(command + ": " + e.getMessage());
                    err.println("Try '" + command + " --help'.");
                    return ExitStatus.USAGE;
                }).execute(arguments);
    }

    /// Adds a list of names with their meaning to the help of a command.
    private static void list(CommandLine command, String key, String heading, Map<String, String> entries) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.sectionMap().put(key, help -> help.createHeading(heading) + help.createTextTable(entries));
        List<String> keys = new ArrayList<>(usage.sectionKeys());
        keys.add(keys.indexOf(UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING), key);
        usage.sectionKeys(keys);
    }
}
