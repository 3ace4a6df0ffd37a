package org.timeball.daemon.ctl;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates and times as people type them.
final class TimeText {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendPattern("H:mm[:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true).appendPattern("]").toFormatter(Locale.ROOT);
    private static final List<DateTimeFormatter> DATES = List.of(date("yyyy-M-d"), date("MMM d, yyyy"),
            date("MMM d yyyy"), date("d MMM yyyy"));
    /// As `date` writes it: the year comes last.
    private static final Pattern YEAR_LAST = Pattern.compile("(.*) (\\S+:\\S+) (\\d{4})");

    private TimeText() {
    }

    private static DateTimeFormatter date(String pattern) {
        return new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern).toFormatter(Locale.ROOT);
    }

    /// @param today the date of a time that stands alone
    /// @throws DateTimeException if it is neither a time nor a date and a time
    static LocalDateTime parse(String text, LocalDate today) {
        Matcher yearLast = YEAR_LAST.matcher(text.strip());
        if (yearLast.matches()) {
            return parse("%s %s %s".formatted(yearLast.group(1), yearLast.group(3), yearLast.group(2)), today);
        }
        int space = text.strip().lastIndexOf(' ');
        LocalTime time = LocalTime.parse(text.strip().substring(space + 1), TIME);
        if (space < 0) {
            return today.atTime(time);
        }
        String date = text.strip().substring(0, space).replaceAll("\\s+", " ");
        for (DateTimeFormatter format : DATES) {
            try {
                return LocalDate.parse(date, format).atTime(time);
            } catch (DateTimeException e) {
                // another format may fit
            }
        }
        throw new DateTimeException("no date: " + date);
    }
}
