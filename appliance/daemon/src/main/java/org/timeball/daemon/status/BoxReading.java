package org.timeball.daemon.status;

import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.SystemInstant;

/// All numbers of the box at one moment.
///
/// @param now the disciplined clock's reading
/// @param timing the newest snapshot
/// @param receiver null where none is configured or none has spoken yet
/// @param server null where nobody is served
/// @param trueErrorSeconds our clock minus true time, which only a simulation knows; NaN elsewhere
/// @param uptimeSeconds since the daemon started
/// @param fault the fault that a demo is under, in words that stay the same while it lasts; empty for none
/// @param firstStratumOneSeconds how long after the start a client first got an answer at stratum 1; NaN where nobody
///            watched or it has not happened
public record BoxReading(SystemInstant now, TimingSnapshot timing, @Nullable ReceiverReading receiver,
        @Nullable ServerReading server, double trueErrorSeconds, double uptimeSeconds, String fault,
        double firstStratumOneSeconds) {
}
