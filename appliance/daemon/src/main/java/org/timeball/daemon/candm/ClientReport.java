package org.timeball.daemon.candm;

import org.timeball.timekeeping.world.IpAddress;

/// One line of `chronyc clients`.
///
/// @param address whose
/// @param ntp its NTP requests
/// @param nke its NTS-KE connections
/// @param command its command and monitoring requests
/// @param ntpTimeoutIntervalLog2 interval of its NTP requests that followed one without an answer, log2 of seconds, or
///            [#UNKNOWN_INTERVAL]
public record ClientReport(IpAddress address, Usage ntp, Usage nke, Usage command, int ntpTimeoutIntervalLog2) {
    /// Stands for an interval that is not known.
    public static final int UNKNOWN_INTERVAL = 127;

    /// One kind of requests of a client.
    ///
    /// @param hits received
    /// @param drops not answered for their rate
    /// @param intervalLog2 between requests, log2 of seconds, or [ClientReport#UNKNOWN_INTERVAL]
    /// @param sinceSeconds since the last, or [Report#NEVER]
    public record Usage(long hits, long drops, int intervalLog2, long sinceSeconds) {
        public static final Usage NONE = new Usage(0, 0, UNKNOWN_INTERVAL, Report.NEVER);
    }
}
