package org.timeball.daemon.config;

import java.util.List;
import org.timeball.daemon.config.SourceConfiguration.Refclock;

/// Directives that name sources.
final class SourceDirectives {
    static final Setting<List<PlacedSource>> SOURCES = new Setting<>(
            new Entry("gnss DEVICE [OPTION]...", "a receiver on a serial line", Standing.IMPLEMENTED), List.of(),
            SourceDirectives::source, sources -> sources.stream().map(PlacedSource::text).toList());
    static final Setting<List<NtpSourceConfiguration>> NTP_SOURCES = Setting.list(
            new Entry("server NAME [OPTION]...", "an NTP server", Standing.IMPLEMENTED), NtpSourceLines::read,
            NtpSourceLines::line);
    static final Setting<List<List<String>>> SOURCE_DIRECTORIES = Setting.list(
            new Entry("sourcedir DIRECTORY...", "files *.sources of server, peer and pool lines, read again by"
                    + " reload sources; of files with one name, that in the first directory counts",
                    Standing.IMPLEMENTED),
            words -> directories(words), directories -> "sourcedir " + String.join(" ", directories));

    static final List<Directive> ALL = List.of(SOURCES,
            new Directive.Also(new Entry("refclock DRIVER PARAMETER[:OPTION]... [OPTION]...", "a reference clock",
                    Standing.IMPLEMENTED), SOURCES),
            new Directive.Also(new Entry("ptp INTERFACE [OPTION]...", "a PTP grandmaster, heard by ptp4l",
                    Standing.IMPLEMENTED), SOURCES),
            NTP_SOURCES,
            new Directive.Also(new Entry("pool NAME [OPTION]...", "several NTP servers behind one name",
                    Standing.IMPLEMENTED), NTP_SOURCES),
            new Directive.Also(new Entry("peer NAME [OPTION]...", "an NTP server that asks us as well",
                    Standing.IMPLEMENTED), NTP_SOURCES),
            SOURCE_DIRECTORIES);

    private static final int MAX_DIRECTORIES = 10;

    private SourceDirectives() {
    }

    private static List<PlacedSource> source(Arguments words, List<PlacedSource> before) throws BadLine {
        LineContext context = words.context();
        SourceConfiguration source = switch (context.directive()) {
            case "gnss" -> GnssLines.read(words);
            case "ptp" -> PtpLines.read(words);
            default -> RefclockLines.read(words,
                    (int) before.stream().filter(placed -> placed.source() instanceof Refclock).count());
        };
        return Setting.with(before, new PlacedSource(source, context.place(), context.line()));
    }

    /// The directories of a `confdir` or `sourcedir` line, the first one before the others.
    static List<String> directories(Arguments words) throws BadLine {
        String directive = words.context().directive();
        String expected = "1 to 10 directories";
        if (words.remaining() > MAX_DIRECTORIES) {
            throw new BadLine("%s has %d directories; expected %s".formatted(directive, words.remaining(), expected));
        }
        List<String> directories = List.of(words.word(directive, expected));
        while (!words.isEmpty()) {
            directories = Setting.with(directories, words.word(directive, expected));
        }
        return directories;
    }
}
