package org.timeball.gnss.receiver;

import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.UtcInstant;

/// The leap second that a receiver has announced, if it has.
final class LeapNotice {
    private static final long DAY = 86_400;
    /// The receiver's seconds to go are counted to some second beside midnight, from an epoch beside the one at hand.
    private static final long SLACK = 60;
    private static final long NONE = Long.MIN_VALUE;
    private long midnightAfter = NONE;
    private LeapIndicator kind = LeapIndicator.NONE;

    /// The receiver says when the next leap second is.
    ///
    /// @param now the second of the message
    /// @param secondsToEvent not positive if it has passed
    /// @param change +1 inserts a second, −1 deletes one, 0 does nothing
    void announced(UtcInstant now, long secondsToEvent, int change) {
        long event = now.epochSecond() + secondsToEvent;
        long midnight = Math.floorDiv(event + DAY / 2, DAY) * DAY;
        if (secondsToEvent <= 0 || Math.abs(change) != 1 || Math.abs(event - midnight) > SLACK) {
            midnightAfter = NONE;
            return;
        }
        midnightAfter = midnight;
        kind = change > 0 ? LeapIndicator.INSERT : LeapIndicator.DELETE;
    }

    /// What the day of a second will end with.
    LeapIndicator at(UtcInstant second) {
        long toGo = midnightAfter - second.epochSecond();
        return midnightAfter != NONE && toGo > 0 && toGo <= DAY ? kind : LeapIndicator.NONE;
    }
}
