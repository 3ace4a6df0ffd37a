package org.timeball.pps.shm;

/// Why what is in a segment is no sample.
public enum ShmRefusal implements ShmReading {
    /// Nothing new: the valid flag is not set.
    NOT_VALID("nothing new is in it"),
    /// The writer was at work while it was read.
    TORN("its writer was at work"),
    /// Neither mode 0 nor mode 1.
    BAD_MODE("its mode is neither 0 nor 1"),
    /// A time outside 1970 to 2106, or a fraction that is none.
    BAD_TIME("its times are no times"),
    /// A leap indicator that is none of the four.
    BAD_LEAP("its leap indicator is none of the four"),
    /// The writer itself is not synchronised.
    NOT_SYNCHRONISED("its writer is not synchronised"),
    /// Left over: measured long before now.
    STALE("it is old; its writer may be dead");

    private final String words;

    ShmRefusal(String words) {
        this.words = words;
    }

    /// For people, after `the last was refused: `.
    public String words() {
        return words;
    }
}
