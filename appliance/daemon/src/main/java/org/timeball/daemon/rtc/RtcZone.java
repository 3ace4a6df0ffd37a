package org.timeball.daemon.rtc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.timeball.daemon.config.RtcConfiguration;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.WorldException;

/// Which time a real-time clock keeps: UTC, or that of a time zone.
public record RtcZone(ZoneId zone) {
    private static final int LINE_OF_ZONE = 2;

    /// As hwclock's file says in its third line (adjtime_config(5)), or else as is configured.
    public static RtcZone of(RtcConfiguration configuration, Files files) {
        boolean utc = switch (thirdLine(configuration.hwclockFile(), files)) {
            case "UTC" -> true;
            case "LOCAL" -> false;
            default -> configuration.onUtc();
        };
        return of(utc);
    }

    public static RtcZone of(boolean utc) {
        return new RtcZone(utc ? ZoneOffset.UTC : ZoneId.systemDefault());
    }

    private static String thirdLine(String path, Files files) {
        try {
            List<String> lines = files.read(path).map(bytes -> new String(bytes, StandardCharsets.US_ASCII)).orElse("")
                    .lines().toList();
            return lines.size() > LINE_OF_ZONE ? lines.get(LINE_OF_ZONE).strip() : "";
        } catch (WorldException _) {
            return "";
        }
    }

    /// @param shown what the clock shows, counted as if it were UTC
    public long utc(long shown) {
        return LocalDateTime.ofEpochSecond(shown, 0, ZoneOffset.UTC).atZone(zone).toEpochSecond();
    }

    /// What the clock is to show at a moment of UTC, counted as if it were UTC.
    public long shown(long utc) {
        return utc + zone.getRules().getOffset(Instant.ofEpochSecond(utc)).getTotalSeconds();
    }
}
