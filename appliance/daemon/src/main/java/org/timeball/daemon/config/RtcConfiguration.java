package org.timeball.daemon.config;

import org.jspecify.annotations.Nullable;

/// The real-time clock, which keeps the time while the box is off.
///
/// @param file `rtcfile`: its measured error and rate are kept here; null (default) it is not tracked
/// @param autoTrimSeconds `rtcautotrim`: it is set when it is off by more; 0 (default) never
/// @param device `rtcdevice`, default [#DEFAULT_DEVICE]
/// @param onUtc `rtconutc`: it keeps UTC; by default local time
/// @param sync `rtcsync`: the kernel copies the system clock to it every 11 minutes
/// @param hwclockFile `hwclockfile`: hwclock's file, whose word on UTC or local time overrides `rtconutc`; default
///            [#DEFAULT_HWCLOCK_FILE]
public record RtcConfiguration(@Nullable String file, double autoTrimSeconds, String device, boolean onUtc,
        boolean sync, String hwclockFile) {
    public static final String DEFAULT_DEVICE = "/dev/rtc";
    public static final String DEFAULT_HWCLOCK_FILE = "/etc/adjtime";
}
