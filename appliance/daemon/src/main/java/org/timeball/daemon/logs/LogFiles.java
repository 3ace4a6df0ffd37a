package org.timeball.daemon.logs;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.timeball.daemon.config.LogConfiguration;
import org.timeball.daemon.config.LogConfiguration.LogWord;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// The log files of `logdir`, as far as `log` asks for them.
///
/// Each entry is appended to the file of its kind, so a file that was moved away is begun anew. A banner that names the
/// columns stands before the first entry and before every `logbanner` entries after it. A file that cannot be written
/// is told once; the next entry tries again.
public final class LogFiles {
    private final Files files;
    private final LogConfiguration configuration;
    /// How many entries each file was given since the start or the last [#cycle()].
    private final Map<LogFile, Integer> entries = new EnumMap<>(LogFile.class);
    private final Set<LogFile> failing = EnumSet.noneOf(LogFile.class);

    public LogFiles(Files files, LogConfiguration configuration) {
        this.files = files;
        this.configuration = configuration;
        if (!configuration.logs().isEmpty() && configuration.directory() == null) {
            Logger.warn("No log files are written: `log` asks for them, but no `logdir` says where");
        }
    }

    /// Whether anybody wants entries of this kind: spares putting one together.
    public boolean wants(LogWord word) {
        return configuration.directory() != null && configuration.logs().contains(word);
    }

    /// Writes an entry, if `log` asks for it.
    public void write(LogEntry entry) {
        LogFile file = LogLine.fileOf(entry);
        if (configuration.directory() == null || !file.isWanted(configuration.logs()) || isUnwanted(entry)) {
            return;
        }
        String path = configuration.directory() + "/" + file.fileName();
        int written = entries.getOrDefault(file, 0);
        boolean banner = configuration.bannerEntries() > 0 && written % configuration.bannerEntries() == 0;
        String text = (banner ? file.banner() : "") + LogLine.of(entry) + "\n";
        try {
            files.append(path, text.getBytes(StandardCharsets.US_ASCII));
            entries.put(file, written + 1);
            failing.remove(file);
        } catch (WorldException e) {
            if (failing.add(file)) {
                Logger.warn("{} is not written: {}", path, e.getMessage());
            }
        }
    }

    /// Every file begins anew, with a banner: somebody moved the old ones away (`cyclelogs`).
    public void cycle() {
        entries.clear();
        failing.clear();
    }

    /// A packet that is no measurement is wanted by `rawmeasurements` alone.
    private boolean isUnwanted(LogEntry entry) {
        return entry instanceof LogEntry.Measurement measurement && !measurement.isValid()
                && !configuration.logs().contains(LogWord.RAWMEASUREMENTS);
    }
}
