package org.timeball.daemon.logs;

import java.util.Locale;
import java.util.Set;
import org.timeball.daemon.config.LogConfiguration.LogWord;

/// The log files, with the line that names their columns and the words of the `log` directive that ask for them.
enum LogFile {
    MEASUREMENTS("   Date (UTC) Time     IP Address   L St 123 567 ABCD  LP RP Score    Offset  Peer del. Peer disp."
            + "  Root del. Root disp. Refid     MTxRx", LogWord.MEASUREMENTS, LogWord.RAWMEASUREMENTS),
    STATISTICS("   Date (UTC) Time     IP Address    Std dev'n Est offset  Offset sd  Diff freq   Est skew  Stress"
            + "  Ns  Bs  Nr  Asym", LogWord.STATISTICS),
    SELECTION("   Date (UTC) Time     IP Address   S EOpts Reach Score Last sample  Low end   High end",
            LogWord.SELECTION),
    TRACKING("   Date (UTC) Time     IP Address   St   Freq ppm   Skew ppm     Offset L Co  Offset sd Rem. corr."
            + " Root delay Root disp. Max. error", LogWord.TRACKING),
    RTC("   Date (UTC) Time   RTC fast (s) Val   Est fast (s)   Slope (ppm)  Ns  Nr Meas", LogWord.RTC),
    REFCLOCKS("   Date (UTC) Time         Refid  DP L P  Raw offset   Cooked offset      Disp.", LogWord.REFCLOCKS),
    TEMPCOMP("   Date (UTC) Time        Temp.       Comp.", LogWord.TEMPCOMP);

    private final String columns;
    private final Set<LogWord> words;

    LogFile(String columns, LogWord... words) {
        this.columns = columns;
        this.words = Set.of(words);
    }

    /// Such as `measurements.log`.
    String fileName() {
        return name().toLowerCase(Locale.ROOT) + ".log";
    }

    /// Names the columns, between two rules.
    String banner() {
        String rule = "=".repeat(columns.length());
        return rule + "\n" + columns + "\n" + rule + "\n";
    }

    boolean isWanted(Set<LogWord> wanted) {
        return words.stream().anyMatch(wanted::contains);
    }
}
