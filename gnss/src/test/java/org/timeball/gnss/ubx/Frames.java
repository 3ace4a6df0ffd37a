package org.timeball.gnss.ubx;

/// Writes UBX frames for tests, around 2026-11-20 10:11:12 UTC (GPS week 2445, second 468690) in Greenwich.
public final class Frames {
    /// GPS minus UTC.
    public static final int LEAP = 18;
    public static final int WEEK = 2445;
    private static final int LATITUDE = 514_779_300;
    private static final int LONGITUDE = -14_700;
    private static final long BASE_TOW_MILLIS = 468_690_000;

    private Frames() {
    }

    /// Time of week, milliseconds of GPS time, so many seconds after 10:11:12.
    public static long tow(int secondsLater) {
        return BASE_TOW_MILLIS + 1000L * secondsLater;
    }

    /// @param valid flags of date, time, fully resolved
    /// @param fixType 3 with fixOk set, 0 without
    public static byte[] pvt(int secondsLater, int valid, int fixType) {
        int second = 12 + secondsLater;
        return pvt(secondsLater, 10, 11 + second / 60, second % 60, -337, valid, fixType);
    }

    public static byte[] pvt(int secondsLater, int hour, int minute, int second, int nano, int valid, int fixType) {
        return new UbxFrameBuilder(0x0107, 92).four(0, tow(secondsLater)).two(4, 2026).one(6, 11).one(7, 20)
                .one(8, hour).one(9, minute).one(10, second).one(11, valid).four(12, 25).four(16, nano)
                .one(20, fixType).one(21, fixType == 0 ? 0 : 1).one(23, 9).four(24, LONGITUDE).four(28, LATITUDE)
                .four(32, 91_400).four(36, 46_000).four(40, 1500).four(44, 2500).bytes();
    }

    public static byte[] endOfEpoch(int secondsLater) {
        return new UbxFrameBuilder(0x0161, 4).four(0, tow(secondsLater)).bytes();
    }

    /// NAV-TIMEGPS.
    ///
    /// @param valid flags of time of week, week, leap seconds
    public static byte[] gpsTime(int secondsLater, int valid, long accuracyNanos) {
        return new UbxFrameBuilder(0x0120, 16).four(0, tow(secondsLater)).four(4, -200).two(8, WEEK).one(10, LEAP)
                .one(11, valid).four(12, accuracyNanos).bytes();
    }

    /// NAV-TIMEUTC.
    public static byte[] utcTime(int secondsLater, int valid) {
        int second = 12 + secondsLater;
        return new UbxFrameBuilder(0x0121, 20).four(0, tow(secondsLater)).four(4, 30).four(8, 120).two(12, 2026)
                .one(14, 11).one(15, 20).one(16, 10).one(17, 11 + second / 60).one(18, second % 60).one(19, valid)
                .bytes();
    }

    /// NAV-SOL of Greenwich, of an LEA-6T.
    public static byte[] solution(int secondsLater, int fixType) {
        return new UbxFrameBuilder(0x0106, 52).four(0, tow(secondsLater)).two(8, WEEK).one(10, fixType)
                .one(11, fixType == 0 ? 0x0c : 0x0d).four(12, 398_062_682).four(16, -10_213).four(20, 496_690_504)
                .one(47, 7).bytes();
    }

    /// NAV-TIMELS.
    ///
    /// @param source of the current count, 0 is the firmware's default
    /// @param valid b0 current count, b1 event
    public static byte[] leapSeconds(int secondsLater, int source, int change, int secondsToEvent, int valid) {
        return new UbxFrameBuilder(0x0126, 24).four(0, tow(secondsLater)).one(8, source).one(9, LEAP).one(10, 2)
                .one(11, change).four(12, secondsToEvent).one(23, valid).bytes();
    }
}
