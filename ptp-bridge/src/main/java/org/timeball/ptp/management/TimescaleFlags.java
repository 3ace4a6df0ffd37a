package org.timeball.ptp.management;

/// Bits of the flags of a timescale (IEEE 1588-2008 table 20, second octet).
final class TimescaleFlags {
    static final int LEAP_61 = 1;
    static final int LEAP_59 = 1 << 1;
    static final int UTC_OFFSET_VALID = 1 << 2;
    static final int PTP_TIMESCALE = 1 << 3;
    static final int TIME_TRACEABLE = 1 << 4;
    static final int FREQUENCY_TRACEABLE = 1 << 5;

    private TimescaleFlags() {
    }
}
