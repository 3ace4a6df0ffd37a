package org.timeball.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Directives about the real-time clock.
final class RtcDirectives {
    static final Setting<@Nullable String> FILE = Setting.word(
            new Entry("rtcfile FILE", "track the real-time clock and keep its error and rate here",
                    Standing.IMPLEMENTED),
            "a path, such as /var/lib/timeball/rtc");
    private static final Setting<Double> AUTO_TRIM = Setting.number(
            new Entry("rtcautotrim SECONDS", "set the real-time clock when it is off by more; 0 never",
                    Standing.IMPLEMENTED),
            0, 0, 1e9, "seconds");
    private static final Setting<String> DEVICE = path(
            new Entry("rtcdevice DEVICE", "the real-time clock", Standing.IMPLEMENTED),
            RtcConfiguration.DEFAULT_DEVICE);
    private static final Setting<Boolean> ON_UTC = Setting.flag(
            new Entry("rtconutc", "the real-time clock keeps UTC, not local time", Standing.IMPLEMENTED));
    static final Setting<Boolean> SYNC = Setting.flag(
            new Entry("rtcsync", "the kernel copies the system clock to the real-time clock every 11 minutes",
                    Standing.noEffect("the kernel does so unless rtcfile is given")));
    private static final Setting<String> HWCLOCK_FILE = path(
            new Entry("hwclockfile FILE", "hwclock's file; what it says of UTC overrides rtconutc",
                    Standing.IMPLEMENTED),
            RtcConfiguration.DEFAULT_HWCLOCK_FILE);

    static final List<Directive> ALL = List.of(FILE, AUTO_TRIM, DEVICE, ON_UTC, SYNC, HWCLOCK_FILE);

    private RtcDirectives() {
    }

    private static Setting<String> path(Entry entry, String initial) {
        return new Setting<>(entry, initial, (words, _) -> words.word(entry.name(), "a path, such as " + initial),
                path -> List.of(entry.name() + " " + path));
    }

    static RtcConfiguration of(Values values) {
        return new RtcConfiguration(values.get(FILE), values.get(AUTO_TRIM), values.get(DEVICE), values.get(ON_UTC),
                values.get(SYNC), values.get(HWCLOCK_FILE));
    }
}
