package org.timeball.daemon.config;

import java.util.List;
import java.util.Map;

/// The table of every directive and option, as a Markdown text.
public final class DirectiveTable {
    private static final String PREFACE = """
            # Directives

            Written by `timeball daemon --directives`; a test holds it to the code. The grammar is that of chrony.conf(5) of
            chrony 4.8: one directive a line, words apart by blanks, in upper or lower case; a line that begins with `!`, `;`,
            `#` or `%` is a comment. A directive given twice counts the last time, unless it says that it is collected.

            What the daemon does: *implemented* acts on it; *not yet* reads and checks it, and tells that it has no effect in
            this version; *no effect* and *obsolete* accept it and tell why it does nothing.
            """;

    private DirectiveTable() {
    }

    /// The whole document.
    public static String markdown() {
        StringBuilder text = new StringBuilder(PREFACE);
        Values defaults = new Values();
        for (Map.Entry<String, List<Directive>> theme : Directives.all().entrySet()) {
            text.append("\n## ").append(theme.getKey()).append("\n\n");
            text.append("| directive | meaning | default | what the daemon does |\n|---|---|---|---|\n");
            theme.getValue().forEach(directive -> text.append(row(directive, defaults)));
        }
        section(text, "Drivers of `refclock`", DriverWords.entries());
        section(text, "Options of `refclock`", RefclockLines.OPTIONS.entries());
        section(text, "Options of `gnss`", GnssLines.OPTIONS.entries());
        section(text, "Options of `ptp`", PtpLines.OPTIONS.entries());
        section(text, "Options of `server`, `pool` and `peer`", NtpSourceLines.OPTIONS.entries());
        section(text, "Options of `local`", LocalLines.OPTIONS.entries());
        section(text, "Options of `ratelimit`, `ntsratelimit` and `cmdratelimit`", RateLimitLines.OPTIONS.entries());
        section(text, "Options of `hwtimestamp`", HardwareDirectives.OPTIONS.entries());
        return text.toString();
    }

    private static String row(Directive directive, Values defaults) {
        Entry entry = directive.entry();
        String usual = directive instanceof Setting<?> setting
                ? String.join(", ", defaults.lines(setting).stream()
                        .map(line -> line.substring(entry.name().length()).strip()).toList())
                : "";
        return "| %s | %s | %s | %s |\n".formatted(code(entry.syntax()), plain(entry.meaning()),
                usual.isEmpty() ? "" : code(usual), plain(entry.standing().word()));
    }

    private static void section(StringBuilder text, String title, List<Entry> entries) {
        text.append("\n## ").append(title).append("\n\n");
        text.append("| option | meaning | what the daemon does |\n|---|---|---|\n");
        for (Entry entry : entries) {
            text.append("| %s | %s | %s |\n".formatted(code(entry.syntax()), plain(entry.meaning()),
                    plain(entry.standing().word())));
        }
    }

    private static String code(String text) {
        return "`" + plain(text) + "`";
    }

    private static String plain(String text) {
        return text.replace("|", "\\|");
    }
}
