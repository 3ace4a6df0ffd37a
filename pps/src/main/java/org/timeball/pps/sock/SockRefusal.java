package org.timeball.pps.sock;

/// Why a datagram gave no sample.
public enum SockRefusal implements SockReading {
    WRONG_SIZE("it has neither 40 nor 32 bytes"),
    WRONG_MAGIC("its magic number is not 0x534f434b"),
    BAD_TIME(
            "its time is outside 1970 to 2106 or its microseconds outside 0 to 999999"),
    BAD_OFFSET(
            "its offset is not a number within +-2^32 s"),
    BAD_LEAP(
            "its leap indicator is not 0 to 3"),
    NOT_SYNCHRONISED(
            "its sender says that it is not synchronised"),
    DUPLICATE(
            "its time is that of the sample before"),
    FLOOD(
            "more than " + SockRefclock.MOST_A_SECOND + " samples a second come");

    private final String words;

    SockRefusal(String words) {
        this.words = words;
    }

    /// The reason for people, to follow "refused:".
    public String words() {
        return words;
    }
}
