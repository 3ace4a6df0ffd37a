package org.timeball.daemon.candm.wire;

import java.util.Optional;

/// Kinds of reply that are in use, with their number and the length of the whole packet in bytes.
public enum ReplyCode {
    NULL(1, 28),
    SOURCE_COUNT(2, 32),
    SOURCE_DATA(3, 76),
    TRACKING(5, 104),
    SOURCE_STATS(6, 84),
    RTC(7, 56),
    ACTIVITY(12, 48),
    SMOOTHING(13, 52),
    NTP_DATA(16, 152),
    MANUAL_TIMESTAMP(17, 40),
    MANUAL_LIST(18, 416),
    SOURCE_NAME(19, 284),
    AUTH_DATA(20, 52),
    CLIENTS(21, 520),
    SERVER_STATS2(22, 60),
    SELECT_DATA(23, 76),
    SERVER_STATS3(24, 72),
    SERVER_STATS4(25, 196),
    NTP_DATA2(26, 172);

    private final int code;
    private final int length;

    ReplyCode(int code, int length) {
        this.code = code;
        this.length = length;
    }

    public int code() {
        return code;
    }

    /// Bytes of the whole packet.
    public int length() {
        return length;
    }

    /// The kind with a number, if it is in use.
    public static Optional<ReplyCode> of(int code) {
        for (ReplyCode each : values()) {
            if (each.code == code) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
