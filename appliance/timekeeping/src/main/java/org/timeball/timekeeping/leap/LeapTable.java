package org.timeball.timekeeping.leap;

import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.UtcInstant;

/// TAI minus UTC over the years, as a list or the time-zone database has it.
///
/// @param entries ascending by instant; may be empty
/// @param expires from then on it tells nothing of the future: POSIX seconds; Long.MAX_VALUE where the table has no end
public record LeapTable(List<Entry> entries, long expires) {
    private static final long SECONDS_PER_DAY = 86_400;
    public static final LeapTable EMPTY = new LeapTable(List.of(), Long.MAX_VALUE);

    public LeapTable {
        entries = List.copyOf(entries);
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i).from <= entries.get(i - 1).from) {
                throw new IllegalArgumentException("leap seconds out of order: "
                        + UtcInstant.ofEpochSecond(entries.get(i).from) + " after "
                        + UtcInstant.ofEpochSecond(entries.get(i - 1).from));
            }
        }
    }

    /// TAI minus UTC at a moment; empty before the first entry.
    public Optional<Integer> taiOffsetAt(long posixSecond) {
        Optional<Integer> offset = Optional.empty();
        for (Entry entry : entries) {
            if (entry.from <= posixSecond) {
                offset = Optional.of(entry.taiMinusUtc);
            }
        }
        return offset;
    }

    /// What the end of the UTC day that contains a moment is like. NONE where the table does not say.
    public LeapIndicator endOfDay(long posixSecond) {
        long midnight = (Math.floorDiv(posixSecond, SECONDS_PER_DAY) + 1) * SECONDS_PER_DAY;
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i).from == midnight) {
                int change = entries.get(i).taiMinusUtc - entries.get(i - 1).taiMinusUtc;
                return change > 0 ? LeapIndicator.INSERT : change < 0 ? LeapIndicator.DELETE : LeapIndicator.NONE;
            }
        }
        return LeapIndicator.NONE;
    }

    public boolean isExpiredAt(long posixSecond) {
        return posixSecond >= expires;
    }

    /// @param from POSIX seconds from which on it holds: a midnight
    /// @param taiMinusUtc seconds
    public record Entry(long from, int taiMinusUtc) {
    }
}
