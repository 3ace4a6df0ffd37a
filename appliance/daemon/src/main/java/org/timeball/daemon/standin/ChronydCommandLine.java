package org.timeball.daemon.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.cli.DaemonOptions;
import org.timeball.daemon.cli.DaemonOptions.Family;
import org.timeball.daemon.cli.DaemonOptions.Mode;
import org.timeball.timekeeping.time.Span;

/// chronyd's command line as getopt(3) reads it: letters may stand together (`-dx`), a value beside its letter or after it.
///
/// It means the same as to `timeball daemon`, whose parser takes a tenth of a second to get ready: too long for a program
/// that is started a thousand times in a row.
///
/// @param options all but the files
/// @param file `-f`
/// @param directives lines of configuration, one an argument; with any, the file is not read
record ChronydCommandLine(DaemonOptions options, String file, List<String> directives) {
    static final String DEFAULT_FILE = "/etc/chrony/chrony.conf";
    private static final String WITH_VALUE = "fFlLNPtu";
    private static final String ALONE = "46dmnqQrRsUx";

    /// @return empty for what is printed rather than run (`-v`, `-h`, `-p`), and for whatever cannot be understood
    static Optional<ChronydCommandLine> parse(String[] arguments) {
        Letters letters = new Letters();
        int next = 0;
        while (next < arguments.length && arguments[next].startsWith("-") && arguments[next].length() > 1) {
            String word = arguments[next++];
            if (word.equals("--")) {
                break;
            }
            for (int i = 1; i < word.length(); i++) {
                char letter = word.charAt(i);
                if (WITH_VALUE.indexOf(letter) >= 0) {
                    String value = word.substring(i + 1);
                    if (value.isEmpty() && next == arguments.length) {
                        return Optional.empty();
                    }
                    if (!letters.set(letter, value.isEmpty() ? arguments[next++] : value)) {
                        return Optional.empty();
                    }
                    break;
                }
                if (ALONE.indexOf(letter) < 0) {
                    return Optional.empty();
                }
                letters.alone.add(letter);
            }
        }
        return letters.isConsistent()
                ? Optional.of(new ChronydCommandLine(letters.options(), letters.file,
                        List.of(arguments).subList(next, arguments.length)))
                : Optional.empty();
    }

    /// What was given so far.
    private static final class Letters {
        private static final int MOST_PRIORITY = 100;
        private static final int MOST_FILTER = 2;
        private final List<Character> alone = new ArrayList<>();
        private String file = DEFAULT_FILE;
        private @Nullable String log;
        private @Nullable String user;
        private int level;
        private int filter;
        private @Nullable Integer priority;
        private @Nullable Integer timeout;
        private @Nullable Integer notify;

        /// @return whether the value is good
        boolean set(char letter, String value) {
            switch (letter) {
                case 'f' -> file = value;
                case 'l' -> log = value;
                case 'u' -> user = value;
                default -> {
                    return setNumber(letter, value);
                }
            }
            return true;
        }

        private boolean setNumber(char letter, String value) {
            int number;
            try {
                number = Integer.parseInt(value);
            } catch (NumberFormatException _) {
                return false;
            }
            return switch (letter) {
                case 'L' -> {
                    level = number;
                    yield number >= DaemonOptions.Log.DEBUG && number <= DaemonOptions.Log.FATAL;
                }
                case 'F' -> {
                    filter = number;
                    yield Math.abs(number) <= MOST_FILTER;
                }
                case 'P' -> {
                    priority = number;
                    yield number >= 0 && number <= MOST_PRIORITY;
                }
                case 't' -> {
                    timeout = number;
                    yield number >= 1;
                }
                default -> {
                    notify = number;
                    yield number >= 0;
                }
            };
        }

        private boolean given(char letter) {
            return alone.contains(letter);
        }

        boolean isConsistent() {
            return !(given('4') && given('6')) && !(given('q') && given('Q'));
        }

        DaemonOptions options() {
            Mode mode = given('q') ? Mode.SET_ONCE : given('Q') ? Mode.MEASURE_ONCE : Mode.RUN;
            Family family = given('4') ? Family.IPV4 : given('6') ? Family.IPV6 : Family.ANY;
            long debug = alone.stream().filter(letter -> letter == 'd').count();
            boolean foreground = given('n') || debug > 0 || mode != Mode.RUN;
            return new DaemonOptions(!given('x') && !given('Q'), mode, family,
                    new DaemonOptions.Start(given('r'), given('R'), given('s')),
                    timeout == null ? null : Span.ofSeconds((long) timeout),
                    new DaemonOptions.Log(log, level, debug > 1),
                    new DaemonOptions.Process(foreground, user, given('U'), filter, priority, given('m'), notify));
        }
    }
}
