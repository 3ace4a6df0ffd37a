package org.timeball.daemon.ctl;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.candm.ClientReport;
import org.timeball.daemon.candm.Report;
import org.timeball.timekeeping.time.SystemInstant;

/// One datum in the three ways it can be written.
///
/// @param key its name in JSON; empty for what CSV alone has
/// @param text for people, without padding
/// @param csv for scripts
/// @param json a number, a string, a boolean, or null for what is not known
record Cell(String key, String text, String csv, @Nullable Object json) {
    private static final double LARGE_PPM = 99999.5;

    static Cell word(String key, String word) {
        return new Cell(key, word, word, word);
    }

    static Cell letter(String key, char letter) {
        return word(key, String.valueOf(letter));
    }

    static Cell whole(String key, long number) {
        return new Cell(key, Long.toString(number), Long.toString(number), number);
    }

    static Cell octal(String key, int number) {
        return new Cell(key, Integer.toOctalString(number), Integer.toOctalString(number), number);
    }

    /// A reference identifier as eight digits.
    static Cell hex(String key, int number) {
        String digits = "%08X".formatted(number);
        return new Cell(key, digits, digits, digits);
    }

    static Cell yesNo(String key, boolean yes) {
        return new Cell(key, Figures.yesNo(yes), Figures.yesNo(yes), yes);
    }

    static Cell fixed(String key, double number, int decimals) {
        String text = Figures.fixed(number, decimals);
        return new Cell(key, text, text, number);
    }

    static Cell signed(String key, double number, int decimals) {
        return new Cell(key, Figures.signed(number, decimals), Figures.fixed(number, decimals), number);
    }

    /// A rate in a column that is too narrow for a large one's decimals.
    ///
    /// @param plus whether it has a sign also where it is positive
    static Cell rate(String key, double ppm, boolean plus) {
        int decimals = Math.abs(ppm) < LARGE_PPM ? 3 : 0;
        return new Cell(key, plus ? Figures.signed(ppm, decimals) : Figures.fixed(ppm, decimals), Figures.fixed(ppm, 3),
                ppm);
    }

    /// @param seconds written with a sign and a unit, in CSV with nine decimals
    static Cell offset(String key, double seconds) {
        return new Cell(key, Figures.offset(seconds), Figures.fixed(seconds, 9), seconds);
    }

    /// @param seconds written with a unit, in CSV with nine decimals
    static Cell size(String key, double seconds) {
        return new Cell(key, Figures.size(seconds), Figures.fixed(seconds, 9), seconds);
    }

    static Cell ago(String key, long seconds) {
        return new Cell(key, Figures.ago(seconds), Long.toString(seconds), seconds == Report.NEVER ? null : seconds);
    }

    static Cell time(String key, SystemInstant time) {
        return new Cell(key, Figures.date(time), Figures.posix(time), new BigDecimal(Figures.posix(time)));
    }

    /// @param log2 of seconds
    static Cell interval(String key, int log2) {
        boolean known = log2 != ClientReport.UNKNOWN_INTERVAL;
        return new Cell(key, known ? Integer.toString(log2) : "-", Integer.toString(log2), known ? log2 : null);
    }
}
