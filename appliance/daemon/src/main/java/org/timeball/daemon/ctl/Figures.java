package org.timeball.daemon.ctl;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.timeball.daemon.candm.Report;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.SystemInstant;

/// Numbers as chronyc writes them.
final class Figures {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO_DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long NANOS = 1_000_000_000;
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;
    private static final long DAY = 86_400;

    private Figures() {
    }

    /// So many decimals, rounded as C's printf does: half to even on the exact binary value, zero keeping its sign.
    static String fixed(double value, int decimals) {
        String size = new BigDecimal(Math.abs(value)).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
        return Math.copySign(1, value) < 0 ? "-" + size : size;
    }

    /// The same with a plus where there is no minus.
    static String signed(double value, int decimals) {
        String text = fixed(value, decimals);
        return text.charAt(0) == '-' ? text : "+" + text;
    }

    /// An offset in the unit that shows four digits, such as `-479ns`.
    static String offset(double seconds) {
        return (seconds < 0 ? "-" : "+") + scaled(Math.abs(seconds));
    }

    /// A span in the unit that shows four digits, such as `134ns`.
    static String size(double seconds) {
        return (seconds < 0 ? "-" : "") + scaled(Math.abs(seconds));
    }

    private static String scaled(double seconds) {
        if (seconds < 9999.5e-9) {
            return fixed(seconds * 1e9, 0) + "ns";
        }
        if (seconds < 9999.5e-6) {
            return fixed(seconds * 1e6, 0) + "us";
        }
        if (seconds < 9999.5e-3) {
            return fixed(seconds * 1e3, 0) + "ms";
        }
        if (seconds < 99999.5) {
            return fixed(seconds, seconds < 999.5 ? 1 : 0) + "s";
        }
        if (seconds < 99999.5 * MINUTE) {
            return fixed(seconds / MINUTE, 0) + "m";
        }
        if (seconds < 99999.5 * HOUR) {
            return fixed(seconds / HOUR, 0) + "h";
        }
        if (seconds < 99999.5 * DAY) {
            return fixed(seconds / DAY, 0) + "d";
        }
        return fixed(seconds / (DAY * 365), 0) + "y";
    }

    /// How long ago, such as `66m`; a dash for never.
    static String ago(long seconds) {
        if (seconds == Report.NEVER) {
            return "-";
        }
        if (seconds < 1200) {
            return Long.toString(seconds);
        }
        if (seconds < 36_000) {
            return seconds / MINUTE + "m";
        }
        if (seconds < 345_600) {
            return seconds / HOUR + "h";
        }
        long days = seconds / DAY;
        return days > 999 ? days / 365 + "y" : days + "d";
    }

    /// Such as `Thu Nov 26 01:02:03 2026`, UTC.
    static String date(SystemInstant time) {
        return DATE.format(instant(time));
    }

    /// Such as `2026-11-26 01:02:03`, UTC.
    static String isoDate(SystemInstant time) {
        return ISO_DATE.format(instant(time));
    }

    private static Instant instant(SystemInstant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.nanos(), NANOS), Math.floorMod(time.nanos(), NANOS));
    }

    /// Seconds since 1970 with nine decimals.
    static String posix(SystemInstant time) {
        return BigDecimal.valueOf(time.nanos(), 9).toPlainString();
    }

    static String leap(LeapIndicator leap) {
        return switch (leap) {
            case NONE -> "Normal";
            case INSERT -> "Insert second";
            case DELETE -> "Delete second";
            case UNSYNCHRONISED -> "Not synchronised";
        };
    }

    static char leapLetter(LeapIndicator leap) {
        return switch (leap) {
            case NONE -> 'N';
            case INSERT -> '+';
            case DELETE -> '-';
            case UNSYNCHRONISED -> '?';
        };
    }

    static String yesNo(boolean yes) {
        return yes ? "Yes" : "No";
    }
}
