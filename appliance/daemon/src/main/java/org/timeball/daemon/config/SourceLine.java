package org.timeball.daemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One `server`, `pool` or `peer` line read on its own: of a `sourcedir` file, or of an operator.
public sealed interface SourceLine {
    /// A good line.
    ///
    /// @param notices what it says in vain
    record Good(NtpSourceConfiguration source, List<ConfigurationNotice> notices) implements SourceLine {
        public Good {
            notices = List.copyOf(notices);
        }
    }

    /// A line that cannot be used.
    record Refused(ConfigurationError error) implements SourceLine {
    }

    /// A blank line or a comment.
    record Blank() implements SourceLine {
    }

    /// Reads a line.
    ///
    /// @param place file, or who else said it
    /// @param number line number, from 1
    static SourceLine read(String place, int number, String line) {
        List<ConfigurationNotice> notices = new ArrayList<>();
        try {
            List<String> words = ConfigurationReader.words(line);
            if (words.isEmpty()) {
                return new Blank();
            }
            LineContext context = new LineContext(place, number, words.getFirst().toLowerCase(Locale.ROOT),
                    Standing.IMPLEMENTED, _ -> Optional.empty(), notices::add);
            if (!List.of("server", "pool", "peer").contains(context.directive())) {
                throw new BadLine("a source cannot be %s; expected server, pool or peer".formatted(
                        Arguments.quoted(words.getFirst())));
            }
            Arguments arguments = new Arguments(context, words.subList(1, words.size()));
            NtpSourceConfiguration source = NtpSourceLines.read(arguments);
            arguments.end();
            return new Good(source, notices);
        } catch (BadLine bad) {
            return new Refused(new ConfigurationError(place, number, bad.getMessage()));
        }
    }

    /// The line that reads back as the source.
    static String text(NtpSourceConfiguration source) {
        return NtpSourceLines.line(source);
    }
}
