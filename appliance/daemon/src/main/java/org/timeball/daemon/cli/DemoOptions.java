package org.timeball.daemon.cli;

import org.jspecify.annotations.Nullable;
import org.timeball.gnss.simulated.FaultPlan;
import org.timeball.timekeeping.time.Span;

/// What `timeball demo` was asked for.
///
/// @param runFor `--for`: how long; null (default) until it is interrupted
/// @param ntpPort `--ntp-port`, 1 to 65,535; 0 (default) for any free one
/// @param webPort `--web-port`: of the web page, on 127.0.0.1; 0 (default) none
/// @param receiver `--receiver`: one of [DemoCatalogue]'s
/// @param faults `--fault`, in the order given
/// @param seed `--seed`: the same seed gives the same noise; default 1
/// @param json `--json`: one JSON object a second instead of the picture
/// @param observationLog `--observationlog`: the file to log every observation to; null (default) none
public record DemoOptions(@Nullable Span runFor, int ntpPort, int webPort, String receiver, FaultPlan faults, long seed,
        boolean json, @Nullable String observationLog) {
}
