package org.timeball.gnss.receiver;

import java.util.Optional;
import org.timeball.timekeeping.time.UtcInstant;

/// Puts a receiver's date into the right 1024 weeks.
///
/// GPS counts weeks modulo 1024 (IS-GPS-200, 20.3.3.3.1.1), so old firmware falls back by 1024 weeks, 19.6 years, at
/// some date of its own. Against that stands a floor: a date that has certainly passed, such as the build date. A date
/// before it is moved on by whole periods until it is not. What then is in [floor, floor + 1024 weeks) is believed;
/// anything else cannot be told from a lie.
final class DateRepair {
    static final int WEEKS_PER_PERIOD = 1024;
    private static final long SECONDS_PER_PERIOD = WEEKS_PER_PERIOD * 7L * 86_400;
    /// 1980-01-06, where GPS time begins: a date before it is no rollover.
    private static final UtcInstant GPS_EPOCH = UtcInstant.of(1980, 1, 6, 0, 0, 0, 0);
    private final UtcInstant floor;

    DateRepair(UtcInstant floor) {
        if (floor.compareTo(GPS_EPOCH) < 0) {
            throw new IllegalArgumentException(
                    "the floor for dates is " + floor + "; it must not lie before " + GPS_EPOCH);
        }
        this.floor = floor;
    }

    UtcInstant floor() {
        return floor;
    }

    /// @param second the second named, moved where that was needed
    /// @param weeksAdded multiple of 1024, 0 if it was believed as it stood
    /// @param plausible false if no move makes it possible; then `second` is as the receiver said
    record Repaired(UtcInstant second, int weeksAdded, boolean plausible) {
    }

    Repaired repair(UtcInstant stated) {
        long behind = floor.epochSecond() - stated.epochSecond();
        long periods = Math.max(0, Math.ceilDiv(behind, SECONDS_PER_PERIOD));
        UtcInstant moved = stated.plusSeconds(periods * SECONDS_PER_PERIOD);
        boolean plausible = stated.compareTo(GPS_EPOCH) >= 0
                && moved.epochSecond() - floor.epochSecond() < SECONDS_PER_PERIOD;
        return plausible
                ? new Repaired(moved, (int) periods * WEEKS_PER_PERIOD, true)
                : new Repaired(stated, 0, false);
    }

    /// Midnight at the start of a date whose century is not said: of 19yy, 20yy and 21yy the one nearest to the floor.
    /// Empty if there is no such date.
    Optional<UtcInstant> midnightNearest(int yearOfCentury, int month, int day) {
        if (yearOfCentury < 0 || yearOfCentury > 99) {
            return Optional.empty();
        }
        UtcInstant best = null;
        for (int century = 1900; century <= 2100; century += 100) {
            UtcInstant candidate = midnight(century + yearOfCentury, month, day).orElse(null);
            if (candidate != null && (best == null || distance(candidate) < distance(best))) {
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /// Midnight at the start of a date; empty if there is no such date.
    static Optional<UtcInstant> midnight(int year, int month, int day) {
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > UtcInstant.daysInMonth(year, month)) {
            return Optional.empty();
        }
        return Optional.of(UtcInstant.of(year, month, day, 0, 0, 0, 0));
    }

    private long distance(UtcInstant candidate) {
        return Math.abs(candidate.epochSecond() - floor.epochSecond());
    }
}
