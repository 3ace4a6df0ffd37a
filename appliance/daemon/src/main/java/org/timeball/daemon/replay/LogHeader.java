package org.timeball.daemon.replay;

import java.util.Locale;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.SystemInstant;

/// What a log begins with: all that the core was started with.
///
/// @param settings in force throughout the log
/// @param at the reading of the system clock at the start
/// @param rate the rate correction in force then
/// @param machine kind of processor and version of Java that wrote the log, one printable word, such as `amd64/25.0.1`
record LogHeader(CoreSettings settings, SystemInstant at, Frequency rate, String machine) {
    LogHeader {
        if (machine.isEmpty() || !machine.chars().allMatch(c -> c > 32 && c < 127)) {
            throw new IllegalArgumentException("machine is '" + machine + "'; it must be one printable word");
        }
    }

    static LogHeader here(CoreSettings settings, SystemInstant at, Frequency rate) {
        return new LogHeader(settings, at, rate, thisMachine());
    }

    /// What runs this program.
    static String thisMachine() {
        String text = System.getProperty("os.arch") + "/" + Runtime.version().feature() + "."
                + Runtime.version().interim() + "." + Runtime.version().update();
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\x21-\\x7e]", "?");
    }
}
