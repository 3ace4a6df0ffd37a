package org.timeball.daemon.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every directive, by theme and by name.
final class Directives {
    static final Directive.Inclusion INCLUDE = new Directive.Inclusion(
            new Entry("include PATTERN", "read these files here; wildcards *, ? and [...]", Standing.IMPLEMENTED));
    static final Directive.Inclusion CONFDIR = new Directive.Inclusion(
            new Entry("confdir DIRECTORY...",
                    "read the files *.conf here, by name; of files with one name, that in the first directory counts",
                    Standing.IMPLEMENTED));
    private static final Map<String, List<Directive>> THEMES = byTheme();
    private static final Map<String, Directive> BY_NAME = byName();

    private Directives() {
    }

    private static Map<String, List<Directive>> byTheme() {
        Map<String, List<Directive>> themes = new LinkedHashMap<>();
        themes.put("Sources", SourceDirectives.ALL);
        themes.put("NTP client", ClientDirectives.ALL);
        themes.put("NTP server", ServerDirectives.ALL);
        themes.put("NTS", NtsDirectives.ALL);
        themes.put("Selection of sources", SelectionDirectives.ALL);
        themes.put("System clock", ClockDirectives.ALL);
        themes.put("Monitoring and commands", CommandDirectives.ALL);
        themes.put("Real-time clock", RtcDirectives.ALL);
        themes.put("Logs", LogDirectives.ALL);
        themes.put("Network cards", HardwareDirectives.ALL);
        themes.put("Process", ProcessDirectives.ALL);
        themes.put("Files", List.of(INCLUDE, CONFDIR));
        themes.put("Obsolete", List.of(obsolete("commandkey ID", "commands are authenticated by the Unix socket"),
                obsolete("dumponexit", "the samples are kept wherever dumpdir names a directory"),
                obsolete("generatecommandkey", "commands are authenticated by the Unix socket"),
                obsolete("linux_freq_scale SCALE", "the kernel's frequency is exact"),
                obsolete("linux_hz HZ", "the kernel tells its tick rate")));
        return themes;
    }

    private static Directive obsolete(String syntax, String why) {
        return new Directive.Obsolete(new Entry(syntax, "of an older chrony", new Standing.Obsolete(why)));
    }

    private static Map<String, Directive> byName() {
        Map<String, Directive> byName = new HashMap<>();
        THEMES.values().forEach(theme -> theme.forEach(one -> byName.put(one.entry().name(), one)));
        return byName;
    }

    /// By theme, in the order of the table.
    static Map<String, List<Directive>> all() {
        return THEMES;
    }

    static Collection<String> names() {
        return BY_NAME.keySet();
    }

    /// @param name in lower case
    static Optional<Directive> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static Configuration configuration(Values values) {
        return new Configuration(values.get(SourceDirectives.SOURCES).stream().map(PlacedSource::source).toList(),
                ClientDirectives.of(values), ServerDirectives.of(values), NtsDirectives.of(values),
                CommandDirectives.of(values), SelectionDirectives.of(values), ClockDirectives.of(values),
                RtcDirectives.of(values), LogDirectives.of(values), HardwareDirectives.of(values),
                ProcessDirectives.of(values));
    }

    /// The lines that read back as the same values, every default written out.
    static List<String> lines(Values values) {
        List<String> lines = new ArrayList<>();
        for (List<Directive> theme : THEMES.values()) {
            for (Directive directive : theme) {
                if (directive instanceof Setting<?> setting) {
                    lines.addAll(values.lines(setting));
                }
            }
        }
        return lines;
    }
}
