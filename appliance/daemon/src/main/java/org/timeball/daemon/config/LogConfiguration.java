package org.timeball.daemon.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;

/// What is written down, and where.
///
/// @param logs `log WORD...`, collected; default none
/// @param directory `logdir`: of the log files, made if it is missing; null (default) writes none
/// @param bannerEntries `logbanner`: a line that names the columns before every so many entries, default 32; 0 never
/// @param change `logchange`: a correction of the clock larger than this is told, default 1 s
/// @param mail `mailonchange`; null (default) never
/// @param dumpDirectory `dumpdir`: where the samples of the sources survive a restart; null (default) nowhere
/// @param observations `observationlog FILE`: where every observation is logged for a replay; null (default) nowhere
/// @param historyDirectory `historydir`: where the history that the web page shows survives a restart; null (default)
///            nowhere
public record LogConfiguration(Set<LogWord> logs, @Nullable String directory, int bannerEntries, Span change,
        @Nullable MailOnChange mail, @Nullable String dumpDirectory, @Nullable String observations,
        @Nullable String historyDirectory) {
    public static final int DEFAULT_BANNER_ENTRIES = 32;

    public LogConfiguration {
        logs = Set.copyOf(logs);
    }

    /// The log files; each word names one, but the first two share `measurements.log`.
    public enum LogWord {
        RAWMEASUREMENTS,
        MEASUREMENTS,
        SELECTION,
        STATISTICS,
        TRACKING,
        RTC,
        REFCLOCKS,
        TEMPCOMP
    }

    /// `mailonchange ADDRESS THRESHOLD`.
    ///
    /// @param address whom to
    /// @param threshold a correction of the clock larger than this is mailed
    public record MailOnChange(String address, Span threshold) {
    }
}
