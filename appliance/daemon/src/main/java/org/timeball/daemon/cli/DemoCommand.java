package org.timeball.daemon.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.timeball.gnss.simulated.FaultPlan;
import org.timeball.timekeeping.time.Span;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `timeball demo`.
@Command(name = "demo", sortOptions = false, description = {
        "Runs the whole box on a simulated receiver: no privileges, no hardware, the system clock untouched.",
        "It serves NTP on a free port, which it shows, and ends on Ctrl-C."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
                "0:stratum 1 was reached and served",
                "1:it was not", "2:the command line cannot be understood"})
final class DemoCommand implements Callable<Integer> {
    private static final double LONGEST_SECONDS = 366 * 86_400.0;

    private final DemoRunner runner;
    private final DemoCatalogue catalogue;

    @Spec
    private CommandSpec spec;

    @Option(names = "--for", paramLabel = "SECONDS", description = "End by itself after this time.")
    private @Nullable Double forSeconds;

    @Option(names = "--ntp-port", paramLabel = "PORT", defaultValue = "0", description = "UDP port to serve NTP on; default: any free one.")
    private int ntpPort;

    @Option(names = "--web-port", paramLabel = "PORT", defaultValue = "0", description = "TCP port of 127.0.0.1 to show the web page on; default: none.")
    private int webPort;

    @Option(names = "--receiver", paramLabel = "MODEL", description = "Which receiver to simulate, from the list below.")
    private @Nullable String receiver;

    @Option(names = "--fault", paramLabel = "NAME[@START[+DURATION]]", description = {
            "Let a fault from the list below happen, START seconds after the start (default 20), for DURATION seconds"
                    + " (default 15). May be given several times."})
    private List<String> faults = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The same seed gives the same noise. Default: 1.")
    private long seed;

    @Option(names = "--json", description = "One JSON object a second instead of the picture.")
    private boolean json;

    @Option(names = "--observationlog", paramLabel = "FILE", description = "Log every observation to this file, for timeball replay.")
    private @Nullable String observationLog;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    private boolean help;

    DemoCommand(DemoRunner runner, DemoCatalogue catalogue) {
        this.runner = runner;
        this.catalogue = catalogue;
    }

    @Override
    public Integer call() {
        return runner
                .run(new DemoOptions(runFor(), port(), webPort(), receiver(), faults(), seed, json, observationLog));
    }

    private @Nullable Span runFor() {
        if (forSeconds == null) {
            return null;
        }
        if (!(forSeconds > 0 && forSeconds <= LONGEST_SECONDS)) {
            throw wrong("--for", forSeconds.toString(), "seconds above 0, at most a year");
        }
        return Span.ofSeconds((double) forSeconds);
    }

    private int port() {
        if (ntpPort < 0 || ntpPort > 65_535) {
            throw wrong("--ntp-port", Integer.toString(ntpPort), "a UDP port from 1 to 65535, or 0 for any free one");
        }
        return ntpPort;
    }

    private int webPort() {
        if (webPort < 0 || webPort > 65_535) {
            throw wrong("--web-port", Integer.toString(webPort), "a TCP port from 1 to 65535, or 0 for no web page");
        }
        return webPort;
    }

    private String receiver() {
        return receiver == null
                ? catalogue.defaultReceiver()
                : known("--receiver", receiver, catalogue.receivers().keySet());
    }

    private FaultPlan faults() {
        try {
            return FaultPlan.parse(faults);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--fault: " + e.getMessage());
        }
    }

    private String known(String option, String name, Collection<String> names) {
        if (!names.contains(name)) {
            throw wrong(option, name, "one of " + String.join(", ", names));
        }
        return name;
    }

    private ParameterException wrong(String option, String value, String expected) {
        return new ParameterException(spec.commandLine(),
                "%s is '%s'; expected %s".formatted(option, value, expected));
    }
}
