package org.timeball.ntp.server;

import org.timeball.timekeeping.time.SystemInstant;

/// What one client did with one service since it was first heard or last forgotten.
///
/// @param hits requests
/// @param drops those of them that met with silence or a kiss code for their rate
/// @param intervalLog2 log2 seconds of the mean interval between requests after an answer; 127 if unknown
/// @param limitedIntervalLog2 the same after silence
/// @param lastSeen the system clock at the last request; at the start of time if there was none
public record ServiceActivity(long hits, long drops, int intervalLog2, int limitedIntervalLog2,
        SystemInstant lastSeen) {
    /// No request yet.
    public static final ServiceActivity NONE = new ServiceActivity(0, 0, Interval.UNKNOWN_LOG2,
            Interval.UNKNOWN_LOG2, new SystemInstant(Long.MIN_VALUE));

    /// Both together: of the means the shorter, since each of two responders sees part of the requests.
    ServiceActivity plus(ServiceActivity other) {
        return new ServiceActivity(hits + other.hits, drops + other.drops,
                Math.min(intervalLog2, other.intervalLog2),
                Math.min(limitedIntervalLog2, other.limitedIntervalLog2),
                lastSeen.isAfter(other.lastSeen) ? lastSeen : other.lastSeen);
    }

    /// Without what was counted up to `baseline`; all of it if this began anew since.
    ServiceActivity since(ServiceActivity baseline) {
        boolean anew = hits < baseline.hits || drops < baseline.drops;
        return anew
                ? this
                : new ServiceActivity(hits - baseline.hits, drops - baseline.drops, intervalLog2, limitedIntervalLog2,
                        lastSeen);
    }
}
