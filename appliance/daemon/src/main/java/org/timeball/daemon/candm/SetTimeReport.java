package org.timeball.daemon.candm;

/// What came of a time set by hand: the answer to `chronyc settime`.
///
/// @param offsetSeconds our clock minus the given time
/// @param frequencyChangePpm by how much the clock's rate was changed
/// @param newFrequencyPpm the rate at which the uncorrected clock gains, as now assumed
public record SetTimeReport(double offsetSeconds, double frequencyChangePpm, double newFrequencyPpm)
        implements
            Report {
}
