package org.timeball.ntp.server;

import org.timeball.timekeeping.time.LeapIndicator;

/// What time an endpoint gives away: the system clock's own, or one that is moved from it on purpose, as over a leap
/// second that clients are not to see.
///
/// Called by all responder threads at once for every answer: no lock, no allocation.
public interface ServedTime {
    /// The reference id of time that is moved: 127.127.1.255, as chronyd's.
    int MOVED = org.timeball.timekeeping.smoothing.ServedTime.REFID;

    /// UTC as the system clock has it, leap seconds announced.
    ServedTime UTC = new ServedTime() {
        @Override
        public boolean isKnownAt(long systemNanos) {
            return true;
        }

        @Override
        public long shiftNanos(long systemNanos) {
            return 0;
        }

        @Override
        public LeapIndicator announced(LeapIndicator leap) {
            return leap;
        }
    };

    /// Whether there is an answer when the system clock reads `systemNanos`.
    boolean isKnownAt(long systemNanos);

    /// What to add to the system clock's reading `systemNanos` (nanoseconds since 1970), in nanoseconds.
    long shiftNanos(long systemNanos);

    /// What clients are told of the coming leap second.
    LeapIndicator announced(LeapIndicator leap);
}
