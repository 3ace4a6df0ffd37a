package org.timeball.daemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What can only be wrong with several lines together.
final class CrossChecks {
    private CrossChecks() {
    }

    static List<ConfigurationError> problems(Values values) {
        List<PlacedSource> sources = values.get(SourceDirectives.SOURCES);
        List<ConfigurationError> problems = new ArrayList<>(Locks.problems(sources));
        problems.addAll(PtpLines.problems(sources));
        LineContext certificate = values.line(NtsDirectives.CERTIFICATES);
        LineContext identity = certificate != null ? certificate : values.line(NtsDirectives.KEYS);
        NtsDirectives.problem(values).ifPresent(what -> problems.add(error(identity, what)));
        int min = values.get(SelectionDirectives.MIN_STRATUM);
        int max = values.get(SelectionDirectives.MAX_STRATUM);
        if (min > max) {
            LineContext least = values.line(SelectionDirectives.MIN_STRATUM);
            problems.add(error(least != null ? least : values.line(SelectionDirectives.MAX_STRATUM),
                    "minstratum is %d and maxstratum %d; expected them in order".formatted(min, max)));
        }
        boolean tracked = values.get(RtcDirectives.FILE) != null;
        if (tracked && values.get(RtcDirectives.SYNC)) {
            problems.add(error(values.line(RtcDirectives.SYNC),
                    "rtcsync cannot be used together with rtcfile; remove one"));
        }
        for (PlacedSource source : sources) {
            if (source.source() instanceof SourceConfiguration.Refclock refclock
                    && refclock.driver() instanceof RefclockDriver.Rtc
                    && (tracked || values.get(RtcDirectives.SYNC))) {
                problems.add(new ConfigurationError(source.place(), source.line(),
                        "refclock RTC cannot be used together with rtcfile or rtcsync; remove one"));
            }
        }
        return problems;
    }

    private static ConfigurationError error(@Nullable LineContext line, String what) {
        Objects.requireNonNull(line, "a value that is not the default has a line");
        return new ConfigurationError(line.place(), line.line(), what);
    }
}
