package org.timeball.linux.reference;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/// `struct rtc_time { int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst; }`
/// (`<linux/rtc.h>`): month from 0, year from 1900.
final class RtcTime {
    private static final int SIZE = 36;
    private static final int FIRST_YEAR = 1900;

    private final Memory memory = new Memory(SIZE);

    Pointer pointer() {
        return memory;
    }

    /// @param second as POSIX time counts the fields
    RtcTime with(long second) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        memory.clear();
        int[] fields = {time.getSecond(), time.getMinute(), time.getHour(), time.getDayOfMonth(),
                time.getMonthValue() - 1, time.getYear() - FIRST_YEAR};
        memory.write(0, fields, 0, fields.length);
        return this;
    }

    /// What the fields say, as POSIX time counts them; empty if they are no date.
    OptionalLong second() {
        int[] fields = memory.getIntArray(0, 6);
        try {
            return OptionalLong.of(LocalDateTime.of(fields[5] + FIRST_YEAR, fields[4] + 1, fields[3], fields[2],
                    fields[1], fields[0]).toEpochSecond(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return OptionalLong.empty();
        }
    }
}
