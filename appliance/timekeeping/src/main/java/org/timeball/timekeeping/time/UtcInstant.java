package org.timeball.timekeeping.time;

/// An instant of UTC; the one type here that can say 23:59:60.
///
/// @param epochSecond POSIX seconds since 1970-01-01T00:00:00 UTC of the second, or for an inserted leap second those
///            of the second before it
/// @param nanoOfSecond 0 to 999,999,999; 1,000,000,000 to 1,999,999,999 inside an inserted leap second
public record UtcInstant(long epochSecond, int nanoOfSecond) implements Comparable<UtcInstant> {
    private static final int NANOS = 1_000_000_000;
    private static final long SECONDS_PER_DAY = 86_400;

    public UtcInstant {
        if (nanoOfSecond < 0 || nanoOfSecond >= 2 * NANOS) {
            throw new IllegalArgumentException("nanoOfSecond is " + nanoOfSecond + "; it must be 0 to 1999999999");
        }
        if (nanoOfSecond >= NANOS && Math.floorMod(epochSecond, 60) != 59) {
            throw new IllegalArgumentException(
                    "a leap second follows second 59, not " + Math.floorMod(epochSecond, 60));
        }
    }

    public static UtcInstant ofEpochSecond(long epochSecond) {
        return new UtcInstant(epochSecond, 0);
    }

    /// The instant of a date and time of day in the proleptic Gregorian calendar.
    ///
    /// @param second 0 to 60; 60 is an inserted leap second
    /// @throws IllegalArgumentException if there is no such date or time
    public static UtcInstant of(int year, int month, int day, int hour, int minute, int second, int nano) {
        if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
            throw new IllegalArgumentException("no such date: %04d-%02d-%02d".formatted(year, month, day));
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60 || nano < 0
                || nano >= NANOS) {
            throw new IllegalArgumentException(
                    "no such time of day: %02d:%02d:%02d and %d ns".formatted(hour, minute, second, nano));
        }
        long days = daysFromCivil(year, month, day);
        long seconds = days * SECONDS_PER_DAY + hour * 3600L + minute * 60L + Math.min(second, 59);
        return new UtcInstant(seconds, second == 60 ? nano + NANOS : nano);
    }

    public static int daysInMonth(int year, int month) {
        return switch (month) {
            case 2 -> Math.floorMod(year, 4) == 0 && (Math.floorMod(year, 100) != 0 || Math.floorMod(year, 400) == 0)
                    ? 29
                    : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /// Days from 1970-01-01 to the date; negative before. (Counting years from March puts the leap day last.)
    private static long daysFromCivil(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    public boolean isLeapSecond() {
        return nanoOfSecond >= NANOS;
    }

    /// Whether an inserted leap second may end this instant's day: 30 June or 31 December, the dates that
    /// ITU-R TF.460-6 prefers and that were always used.
    public boolean isLeapSecondDay() {
        long day = Math.floorDiv(epochSecond, SECONDS_PER_DAY);
        String tomorrow = ofEpochSecond((day + 1) * SECONDS_PER_DAY).toString();
        return tomorrow.contains("-01-01T") || tomorrow.contains("-07-01T");
    }

    /// The span since 1970 as POSIX counts it; an inserted leap second counts like the second after it.
    public long posixNanos() {
        return Math.addExact(Math.multiplyExact(epochSecond, (long) NANOS), nanoOfSecond);
    }

    /// This instant moved by whole POSIX seconds, leap seconds not counted.
    public UtcInstant plusSeconds(long seconds) {
        long moved = Math.addExact(epochSecond, seconds);
        return isLeapSecond() && Math.floorMod(moved, 60) != 59
                ? new UtcInstant(moved + 1, nanoOfSecond - NANOS)
                : new UtcInstant(moved, nanoOfSecond);
    }

    @Override
    public int compareTo(UtcInstant other) {
        int bySecond = Long.compare(epochSecond, other.epochSecond);
        return bySecond != 0 ? bySecond : Integer.compare(nanoOfSecond, other.nanoOfSecond);
    }

    /// ISO 8601 with nanoseconds where there are any, such as `2016-12-31T23:59:60Z`.
    @Override
    public String toString() {
        long days = Math.floorDiv(epochSecond, SECONDS_PER_DAY);
        long z = days + 719_468;
        long era = Math.floorDiv(z, 146_097);
        long dayOfEra = z - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long shiftedMonth = (5 * dayOfYear + 2) / 153;
        long day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        long month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        long ofDay = Math.floorMod(epochSecond, SECONDS_PER_DAY);
        long second = isLeapSecond() ? 60 : ofDay % 60;
        int nano = nanoOfSecond % NANOS;
        String fraction = nano == 0 ? "" : ".%09d".formatted(nano);
        return "%04d-%02d-%02dT%02d:%02d:%02d%sZ".formatted(year, month, day, ofDay / 3600, ofDay / 60 % 60, second,
                fraction);
    }
}
