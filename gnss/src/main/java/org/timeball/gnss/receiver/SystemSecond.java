package org.timeball.gnss.receiver;

import java.util.Optional;
import org.timeball.gnss.ubx.CivilTime;
import org.timeball.gnss.ubx.UbxTiming.GlonassTime;
import org.timeball.gnss.ubx.UbxTiming.SystemTime;
import org.timeball.timekeeping.time.UtcInstant;

/// Turns the times that satellite systems keep into a UTC date and time of day, to the millisecond. Holds the last one
/// turned.
final class SystemSecond {
    /// A receiver that does not steer its clock measures, and stamps, up to so much beside the second.
    static final long ASIDE_MILLIS = 20;
    private static final long NANOS = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long DAY_SECONDS = 86_400;
    private static final long DAY_NANOS = DAY_SECONDS * NANOS;
    private static final long WEEK_SECONDS = 7 * DAY_SECONDS;
    /// 1980-01-06, where GPS time begins, in POSIX seconds.
    private static final long GPS_EPOCH = 315_964_800;
    /// Galileo's weeks begin at GPS week 1024 and keep GPS seconds.
    private static final int GALILEO_FIRST_WEEK = 1024;
    /// 2006-01-01, where BeiDou time begins, in POSIX seconds; it keeps UTC's second of that day.
    private static final long BEIDOU_EPOCH = 1_136_073_600;
    /// 1996-01-01, where GLONASS counts its intervals of four years from, in POSIX seconds.
    private static final long GLONASS_EPOCH = 820_454_400;
    private static final long INTERVAL_DAYS = 1461;
    private static final long MOSCOW_SECONDS = 3 * 3600;

    private long midnightSeconds;
    private long nanosOfDay;

    /// @return false if the message holds no possible date or time
    boolean ofCivil(CivilTime time) {
        Optional<UtcInstant> midnight = DateRepair.midnight(time.year(), time.month(), time.day());
        boolean leap = time.second() == 60;
        if (midnight.isEmpty() || time.hour() > 23 || time.minute() > 59 || time.second() > 60
                || Math.abs((long) time.nano()) > NANOS
                || leap && (time.hour() != 23 || time.minute() != 59)) {
            return false;
        }
        midnightSeconds = midnight.get().epochSecond();
        nanosOfDay = rounded((time.hour() * 3600L + time.minute() * 60L + time.second()) * NANOS + time.nano());
        if (nanosOfDay < 0) {
            midnightSeconds -= DAY_SECONDS;
            nanosOfDay += DAY_NANOS;
        } else if (nanosOfDay >= DAY_NANOS + (leap ? NANOS : 0)) {
            midnightSeconds += DAY_SECONDS;
            nanosOfDay -= DAY_NANOS + (leap ? NANOS : 0);
        }
        return true;
    }

    /// @param leapSeconds GPS minus UTC
    void ofGps(int week, long millisOfWeek, long fractionNanos, int leapSeconds) {
        of(GPS_EPOCH + week * WEEK_SECONDS - leapSeconds, millisOfWeek * NANOS_PER_MILLI + fractionNanos);
    }

    void ofSystem(SystemTime time) {
        long epoch = time.system() == SystemTime.GALILEO
                ? GPS_EPOCH + GALILEO_FIRST_WEEK * WEEK_SECONDS
                : BEIDOU_EPOCH;
        of(epoch + time.week() * WEEK_SECONDS - time.leapSeconds(),
                time.secondOfWeek() * NANOS + time.fractionNanos());
    }

    /// @return false if the message holds no possible date
    boolean ofGlonass(GlonassTime time) {
        if (time.interval() < 1 || time.dayOfInterval() < 1 || time.dayOfInterval() > INTERVAL_DAYS) {
            return false;
        }
        long days = (time.interval() - 1) * INTERVAL_DAYS + time.dayOfInterval() - 1;
        of(GLONASS_EPOCH + days * DAY_SECONDS - MOSCOW_SECONDS, time.secondOfDay() * NANOS + time.fractionNanos());
        return true;
    }

    private void of(long originSeconds, long nanosSince) {
        long nanos = rounded(nanosSince);
        long seconds = originSeconds + Math.floorDiv(nanos, NANOS);
        midnightSeconds = Math.floorDiv(seconds, DAY_SECONDS) * DAY_SECONDS;
        nanosOfDay = (seconds - midnightSeconds) * NANOS + Math.floorMod(nanos, NANOS);
    }

    /// To the millisecond: receivers say whole seconds as a few hundred nanoseconds beside.
    private static long rounded(long nanos) {
        return Math.floorDiv(nanos + NANOS_PER_MILLI / 2, NANOS_PER_MILLI) * NANOS_PER_MILLI;
    }

    /// Takes a time close beside a whole second for that second.
    void roundToNearSecond() {
        long near = (nanosOfDay + ASIDE_MILLIS * NANOS_PER_MILLI) / NANOS * NANOS;
        // The end of an ordinary day, or of a leap second: then the next day begins.
        boolean midnight = near > DAY_NANOS || nanosOfDay < DAY_NANOS && near == DAY_NANOS;
        if (Math.abs(near - nanosOfDay) <= ASIDE_MILLIS * NANOS_PER_MILLI) {
            nanosOfDay = midnight ? 0 : near;
            midnightSeconds += midnight ? DAY_SECONDS : 0;
        }
    }

    UtcInstant midnight() {
        return UtcInstant.ofEpochSecond(midnightSeconds);
    }

    /// Whole milliseconds; a day's length and more is the leap second at its end.
    long nanosOfDay() {
        return nanosOfDay;
    }
}
