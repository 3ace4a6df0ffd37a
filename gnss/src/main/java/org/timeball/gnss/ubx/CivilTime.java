package org.timeball.gnss.ubx;

/// A UTC date and time of day inside a message, year to second in seven bytes, with nanoseconds and flags elsewhere.
public interface CivilTime {
    UbxFrame frame();

    /// Where the year begins.
    int dateOffset();

    /// Where the nanoseconds begin.
    int nanoOffset();

    /// Where the flags are that tell how much of it is known.
    int validOffset();

    default int year() {
        return frame().u2(dateOffset());
    }

    default int month() {
        return frame().u1(dateOffset() + 2);
    }

    default int day() {
        return frame().u1(dateOffset() + 3);
    }

    default int hour() {
        return frame().u1(dateOffset() + 4);
    }

    default int minute() {
        return frame().u1(dateOffset() + 5);
    }

    /// 0 to 60.
    default int second() {
        return frame().u1(dateOffset() + 6);
    }

    /// To be added to the second; may be negative.
    default int nano() {
        return frame().i4(nanoOffset());
    }

    /// Date and time of day are known, and the second is certain too: three flags in all of these messages. Without
    /// the third (fullyResolved, validUTC) the second may be off by the leap seconds.
    default boolean isUtcResolved() {
        return frame().has(validOffset(), 7);
    }
}
