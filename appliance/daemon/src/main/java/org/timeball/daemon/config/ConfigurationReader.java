package org.timeball.daemon.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.world.IpAddress;

/// Reads a whole configuration, one directive a line.
///
/// Words stand apart by blanks. A line that begins with `!`, `;`, `#` or `%` is a comment. Directives and options may
/// be written in upper or lower case. All errors are collected, so that one run names them all.
public final class ConfigurationReader {
    private static final List<String> DIRECTIVES = List.of("allow", "bindaddress", "deny", "driftfile", "gnss",
            "makestep", "maxslewrate", "observationlog", "pidfile", "port", "refclock");
    private static final int MAX_LINE_CHARS = 2048;
    /// More are not told: nobody reads them, and a binary file would fill the screen.
    private static final int MAX_ERRORS = 50;

    private final AccessSyntax accessSyntax;
    private final List<ConfigurationError> errors = new ArrayList<>();
    private final List<PlacedSource> sources = new ArrayList<>();
    private final List<AccessRule> access = new ArrayList<>();
    /// By "is IPv4".
    private final Map<Boolean, IpAddress> bindAddresses = new TreeMap<>(Comparator.reverseOrder());
    private int refclocks;
    private int port = Configuration.DEFAULT_NTP_PORT;
    private double maxSlewRatePpm = Configuration.DEFAULT_MAX_SLEW_RATE_PPM;
    private @Nullable String driftFile;
    private @Nullable String pidFile;
    private @Nullable MakeStep makeStep;
    private @Nullable String observationLog;

    private ConfigurationReader(AccessSyntax accessSyntax) {
        this.accessSyntax = accessSyntax;
    }

    /// @throws ConfigurationException with everything that is wrong
    public static Configuration read(ConfigurationText text, AccessSyntax accessSyntax) throws ConfigurationException {
        return new ConfigurationReader(accessSyntax).read(text);
    }

    private Configuration read(ConfigurationText text) throws ConfigurationException {
        int number = 0;
        for (String line : text.lines()) {
            number++;
            try {
                line(text.place(), number, line.strip());
            } catch (BadLine bad) {
                errors.add(new ConfigurationError(text.place(), number, bad.getMessage()));
            }
            if (errors.size() >= MAX_ERRORS) {
                errors.add(new ConfigurationError(text.place(), number, "too many errors; the rest is not read"));
                throw new ConfigurationException(errors);
            }
        }
        if (errors.isEmpty()) {
            errors.addAll(Locks.problems(sources));
        }
        if (!errors.isEmpty()) {
            throw new ConfigurationException(errors);
        }
        return new Configuration(sources.stream().map(PlacedSource::source).toList(), access, driftFile, port,
                List.copyOf(bindAddresses.values()), makeStep, pidFile, maxSlewRatePpm, observationLog);
    }

    private void line(String place, int number, String line) throws BadLine {
        if (line.isEmpty() || "!;#%".indexOf(line.charAt(0)) >= 0) {
            return;
        }
        if (line.length() > MAX_LINE_CHARS) {
            throw new BadLine("the line has " + line.length() + " characters; expected at most " + MAX_LINE_CHARS);
        }
        List<String> words = List.of(line.split("\\s+"));
        Arguments arguments = new Arguments(words.subList(1, words.size()));
        directive(place, number, words.getFirst(), arguments);
        arguments.end();
    }

    private void directive(String place, int number, String name, Arguments arguments) throws BadLine {
        String directive = name.toLowerCase(Locale.ROOT);
        switch (directive) {
            case "gnss" -> sources.add(new PlacedSource(SourceLines.gnss(arguments), place, number));
            case "refclock" ->
                sources.add(new PlacedSource(SourceLines.refclock(arguments, refclocks++), place, number));
            case "allow", "deny" ->
                access(new AccessRule((directive + " " + arguments.rest()).strip().toLowerCase(Locale.ROOT), place,
                        number));
            case "port" -> port = arguments.whole("port", 0, 65_535, "a UDP port from 0 to 65535");
            case "bindaddress" -> {
                IpAddress address = arguments.address("bindaddress");
                bindAddresses.put(address.isV4(), address);
            }
            case "driftfile" -> driftFile = arguments.word("driftfile", "a path, such as /var/lib/timeball/drift");
            case "pidfile" -> {
                String path = arguments.word("pidfile", "a path, such as /run/timeball/timeball.pid, or / for none");
                pidFile = path.equals("/") ? null : path;
            }
            case "observationlog" ->
                observationLog = arguments.word("observationlog", "a path, such as /var/log/timeball/observations");
            case "makestep" -> makeStep = makeStep(arguments);
            case "maxslewrate" -> maxSlewRatePpm = arguments.number("maxslewrate", Double.MIN_NORMAL,
                    Configuration.LARGEST_MAX_SLEW_RATE_PPM, "ppm above 0, at most 100000");
            default -> throw Vocabulary.unknownDirective(name, DIRECTIVES);
        }
    }

    private void access(AccessRule rule) throws BadLine {
        Optional<String> problem = accessSyntax.problemOf(rule);
        if (problem.isPresent()) {
            throw new BadLine(problem.get());
        }
        access.add(rule);
    }

    private static MakeStep makeStep(Arguments arguments) throws BadLine {
        return new MakeStep(
                arguments.seconds("makestep threshold", 1e-9, MakeStep.MAX_THRESHOLD_SECONDS,
                        "seconds above 0, at most 1e9"),
                arguments.whole("makestep limit", Integer.MIN_VALUE, Integer.MAX_VALUE,
                        "a number of clock updates, or -1 for always"));
    }
}
