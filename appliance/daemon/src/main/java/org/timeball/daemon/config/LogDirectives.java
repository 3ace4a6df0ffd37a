package org.timeball.daemon.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.LogConfiguration.LogWord;
import org.timeball.daemon.config.LogConfiguration.MailOnChange;
import org.timeball.timekeeping.time.Span;

/// Directives about what is written down.
final class LogDirectives {
    private static final Setting<Set<LogWord>> LOGS = new Setting<>(
            new Entry("log WORD...", "log files: rawmeasurements, measurements, selection, statistics, tracking, rtc,"
                    + " refclocks, tempcomp; collected", Standing.IMPLEMENTED),
            Set.of(), LogDirectives::logs, LogDirectives::text);
    private static final Setting<@Nullable String> DIRECTORY = Setting.word(
            new Entry("logdir DIRECTORY", "of the log files; made if it is missing", Standing.IMPLEMENTED),
            "a directory, such as /var/log/timeball");
    private static final Setting<Integer> BANNER_ENTRIES = Setting.whole(
            new Entry("logbanner ENTRIES", "a line that names the columns before every so many entries; 0 never",
                    Standing.IMPLEMENTED),
            LogConfiguration.DEFAULT_BANNER_ENTRIES, 0, Integer.MAX_VALUE, "a number of entries");
    private static final Setting<Span> CHANGE = Setting.seconds(
            new Entry("logchange SECONDS", "a larger correction of the clock is told", Standing.IMPLEMENTED),
            Span.ofSeconds(1), 1e9);
    private static final Setting<@Nullable MailOnChange> MAIL = Setting.optional(
            new Entry("mailonchange ADDRESS SECONDS", "a larger correction of the clock is mailed",
                    Standing.IMPLEMENTED),
            (words, _) -> new MailOnChange(words.word("mailonchange address", "a mail address, such as root@localhost"),
                    words.seconds("mailonchange threshold", 0, 1e9)),
            mail -> mail.address() + " " + Notation.seconds(mail.threshold()));
    private static final Setting<@Nullable String> DUMP_DIRECTORY = Setting.word(
            new Entry("dumpdir DIRECTORY", "where the samples of the sources survive a restart", Standing.IMPLEMENTED),
            "a directory, such as /run/timeball");
    private static final Setting<@Nullable String> OBSERVATIONS = Setting.word(
            new Entry("observationlog FILE", "log every observation for a replay (Timeball's own)",
                    Standing.IMPLEMENTED),
            "a path, such as /var/log/timeball/observations");

    private static final Setting<@Nullable String> HISTORY_DIRECTORY = Setting.word(
            new Entry("historydir DIRECTORY",
                    "where the web page's history survives a restart: 65 kB written every ten minutes (Timeball's own)",
                    Standing.IMPLEMENTED),
            "a directory, such as /var/lib/timeball/history");

    static final List<Directive> ALL = List.of(LOGS, DIRECTORY, BANNER_ENTRIES, CHANGE, MAIL, DUMP_DIRECTORY,
            OBSERVATIONS, HISTORY_DIRECTORY);

    private LogDirectives() {
    }

    static LogConfiguration of(Values values) {
        return new LogConfiguration(values.get(LOGS), values.get(DIRECTORY), values.get(BANNER_ENTRIES),
                values.get(CHANGE), values.get(MAIL), values.get(DUMP_DIRECTORY), values.get(OBSERVATIONS),
                values.get(HISTORY_DIRECTORY));
    }

    private static Set<LogWord> logs(Arguments words, Set<LogWord> before) throws BadLine {
        Set<LogWord> logs = EnumSet.noneOf(LogWord.class);
        logs.addAll(before);
        while (!words.isEmpty()) {
            logs.add(words.choice("log", LogWord.class));
        }
        return Set.copyOf(logs);
    }

    private static List<String> text(Set<LogWord> logs) {
        return logs.isEmpty()
                ? List.of()
                : List.of(Arrays.stream(LogWord.values()).filter(logs::contains)
                        .map(word -> word.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" ", "log ", "")));
    }
}
