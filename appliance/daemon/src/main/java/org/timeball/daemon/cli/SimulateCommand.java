package org.timeball.daemon.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `timeball simulate`.
@Command(name = "simulate", sortOptions = false, description = {
        "Lives through a scenario in virtual time: the box's own discipline against known noise, and how far the clock"
                + " was from true time.",
        "Errors are clock minus true time over the last three quarters of the run."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
                "0:done", "1:a file is wrong or cannot be read or written",
                "2:the command line cannot be understood"}, footerHeading = "%nExamples:%n", footer = {
                        "  timeball simulate --list                  the built-in scenarios",
                        "  timeball simulate c --seeds 1-20          one of them with twenty seeds, as a table",
                        "  timeball simulate --seeds 1-20            all of them",
                        "  timeball simulate e-c --plot jump.svg     a picture of one run",
                        "  timeball simulate d --noise mine.csv      the same source with recorded noise"})
final class SimulateCommand implements Callable<Integer> {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");
    private static final int MOST_SEEDS = 100_000;

    private final SimulateRunner runner;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME|FILE", description = "A built-in scenario, or a file that describes one; default: all built-in ones.")
    private @Nullable String scenario;

    @Option(names = "--list", description = "Say which scenarios are built in.")
    private boolean list;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed gives the same noise. Default: 1.")
    private @Nullable Long seed;

    @Option(names = "--seeds", paramLabel = "A-B", description = "One run for each seed from A to B.")
    private @Nullable String seeds;

    @Option(names = "--json", description = "One JSON object a run instead of a table.")
    private boolean json;

    @Option(names = "--plot", paramLabel = "FILE.svg", description = "Draw error and claimed bound over time; for a single run.")
    private @Nullable Path plot;

    @Option(names = "--noise", paramLabel = "FILE", description = {
            "Use recorded noise in place of the oscillator's and the source's: CSV lines, one a second,",
            "true_seconds,free_running_offset_seconds,measurement_noise_seconds"})
    private @Nullable Path noise;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    private boolean help;

    SimulateCommand(SimulateRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() {
        long first = seed == null ? 1 : seed;
        long last = first;
        if (seeds != null) {
            Matcher range = RANGE.matcher(seeds);
            if (seed != null) {
                throw wrong("--seed and --seeds exclude each other; remove one");
            }
            if (!range.matches()) {
                throw wrong("--seeds is '" + seeds + "'; expected two whole numbers, such as 1-20");
            }
            first = Long.parseLong(range.group(1));
            last = Long.parseLong(range.group(2));
            if (first > last || last - first >= MOST_SEEDS) {
                throw wrong("--seeds is '" + seeds + "'; expected them in order and at most " + MOST_SEEDS);
            }
        }
        if (plot != null && (scenario == null || first != last)) {
            throw wrong("--plot draws a single run; name one scenario and one seed");
        }
        if (noise != null && (scenario == null || first != last)) {
            throw wrong("--noise makes a single run; name one scenario, and leave out --seeds");
        }
        return runner.run(new SimulateOptions(scenario, list, first, last, json, plot, noise),
                spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
