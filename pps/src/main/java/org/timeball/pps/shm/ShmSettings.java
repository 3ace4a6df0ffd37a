package org.timeball.pps.shm;

import org.timeball.timekeeping.time.Span;

/// What is configured of a segment.
///
/// @param unit 0 to 255; its key is 0x4e545030 ("NTP0") plus this
/// @param permissions of a segment that is made, 0 to 0777, default 0600
/// @param interval how often the writer is expected to write, above 0; default 1 s (`dpoll 0`)
/// @param pulse whether only the fraction of the second is to be believed (`pps`)
public record ShmSettings(int unit, int permissions, Span interval, boolean pulse) {
    public static final int DEFAULT_PERMISSIONS = 0600;

    public ShmSettings {
        if (unit < 0 || unit > 255) {
            throw new IllegalArgumentException("the unit is " + unit + "; it must be 0 to 255");
        }
        if (permissions < 0 || permissions > 0777) {
            throw new IllegalArgumentException(
                    "the permissions are 0%o; they must be 0 to 0777".formatted(permissions));
        }
        if (interval.nanos() < Span.ofMillis(50).nanos()) {
            throw new IllegalArgumentException("the interval is " + interval + "; it must be at least 50 ms");
        }
    }
}
