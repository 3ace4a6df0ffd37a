package org.timeball.daemon.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads a whole configuration, one directive a line.
///
/// Words stand apart by blanks. A line that begins with `!`, `;`, `#` or `%` is a comment. Directives and options may
/// be written in upper or lower case. All errors are collected, so that one run names them all.
public final class ConfigurationReader {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int MAX_LINE_CHARS = 2048;
    /// More are not told: nobody reads them, and a binary file would fill the screen.
    private static final int MAX_ERRORS = 50;
    /// chrony's limit as well.
    private static final int MAX_DEPTH = 10;
    /// A file that includes itself twice would be read a thousand times before the depth ends it.
    private static final int MAX_FILES = 1000;

    private final AccessSyntax access;
    private final ConfigurationFiles files;
    private final Values values = new Values();
    private final List<ConfigurationError> errors = new ArrayList<>();
    private final Map<String, ConfigurationNotice> notices = new LinkedHashMap<>();
    private int filesRead;

    private ConfigurationReader(ConfigurationFiles files, AccessSyntax access) {
        this.files = files;
        this.access = access;
    }

    /// Reads a configuration that includes files of this machine.
    ///
    /// @throws ConfigurationException with everything that is wrong
    public static Configuration read(ConfigurationText text, AccessSyntax access) throws ConfigurationException {
        return read(text, new DiskFiles(), access).configuration();
    }

    /// @param files where included files are found
    /// @throws ConfigurationException with everything that is wrong
    public static ReadConfiguration read(ConfigurationText text, ConfigurationFiles files, AccessSyntax access)
            throws ConfigurationException {
        return new ConfigurationReader(files, access).read(text);
    }

    private ReadConfiguration read(ConfigurationText text) throws ConfigurationException {
        lines(text, 0);
        if (errors.isEmpty()) {
            errors.addAll(CrossChecks.problems(values));
        }
        if (!errors.isEmpty()) {
            throw new ConfigurationException(errors);
        }
        return new ReadConfiguration(Directives.configuration(values), List.copyOf(notices.values()), values);
    }

    private void lines(ConfigurationText text, int depth) throws ConfigurationException {
        int number = 0;
        for (String line : text.lines()) {
            number++;
            try {
                List<String> words = words(line);
                if (!words.isEmpty()) {
                    line(text.place(), number, words, depth);
                }
            } catch (BadLine bad) {
                errors.add(new ConfigurationError(text.place(), number, bad.getMessage()));
            }
            if (errors.size() >= MAX_ERRORS) {
                errors.add(new ConfigurationError(text.place(), number, "too many errors; the rest is not read"));
                throw new ConfigurationException(errors);
            }
        }
    }

    /// The words of a line; none if it is blank or a comment.
    static List<String> words(String line) throws BadLine {
        List<String> words = BLANKS.splitAsStream(line).filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty() || "!;#%".indexOf(words.getFirst().charAt(0)) >= 0) {
            return List.of();
        }
        if (line.length() > MAX_LINE_CHARS) {
            throw new BadLine("the line has " + line.length() + " characters; expected at most " + MAX_LINE_CHARS);
        }
        return words;
    }

    private void line(String place, int number, List<String> words, int depth)
            throws BadLine, ConfigurationException {
        String name = words.getFirst().toLowerCase(Locale.ROOT);
        Directive directive = Directives.named(name)
                .orElseThrow(() -> Vocabulary.unknown("directive", words.getFirst(), Directives.names()));
        Standing standing = directive.entry().standing();
        LineContext context = new LineContext(place, number, name, standing, access, this::tell);
        context.notice(standing.notice("directive '" + name + "'"));
        Arguments arguments = new Arguments(context, words.subList(1, words.size()));
        switch (directive) {
            case Setting<?> setting -> values.read(setting, arguments);
            case Directive.Also(var _, var setting) -> values.read(setting, arguments);
            case Directive.Obsolete _ -> arguments.rest();
            case Directive.Inclusion inclusion -> include(inclusion, arguments, depth);
        }
    }

    /// Tells the same thing once, with its first line.
    private void tell(ConfigurationNotice notice) {
        notices.putIfAbsent(notice.what(), notice);
    }

    private void include(Directive.Inclusion inclusion, Arguments words, int depth)
            throws BadLine, ConfigurationException {
        if (depth >= MAX_DEPTH) {
            throw new BadLine("files include one another more than %d deep; expected no circle".formatted(MAX_DEPTH));
        }
        for (String path : inclusion == Directives.INCLUDE ? included(words) : confdirs(words)) {
            if (++filesRead > MAX_FILES) {
                throw new BadLine("more than %d files are included; expected no circle".formatted(MAX_FILES));
            }
            try {
                lines(ConfigurationText.of(path, files.text(path)), depth + 1);
            } catch (IOException e) {
                throw new BadLine(Arguments.quoted(path) + ": " + ConfigurationText.problem(e));
            }
        }
    }

    private List<String> included(Arguments words) throws BadLine {
        String pattern = words.word("include", "a path, or a pattern such as /etc/timeball/conf.d/*.conf");
        words.end();
        try {
            List<String> paths = files.matching(pattern);
            if (paths.isEmpty()) {
                throw new BadLine("include %s names no file; expected one at least".formatted(
                        Arguments.quoted(pattern)));
            }
            return paths;
        } catch (IOException e) {
            throw new BadLine("include %s: %s".formatted(Arguments.quoted(pattern), ConfigurationText.problem(e)));
        }
    }

    private List<String> confdirs(Arguments words) throws BadLine {
        List<String> directories = SourceDirectives.directories(words);
        try {
            return FragmentFiles.in(directories, ".conf", files);
        } catch (IOException e) {
            throw new BadLine("confdir %s: %s".formatted(Arguments.quoted(String.join(" ", directories)),
                    ConfigurationText.problem(e)));
        }
    }
}
