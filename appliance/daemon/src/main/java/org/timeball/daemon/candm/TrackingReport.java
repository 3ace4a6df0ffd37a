package org.timeball.daemon.candm;

import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.SystemInstant;

/// What the system clock follows, and how well: `chronyc tracking`.
///
/// @param refid identifier of the reference: a refclock's letters, an NTP server's number, 0x7f7f0101 for local mode, 0
///            when unsynchronised
/// @param source the selected NTP server; [SourceAddress#NONE] for a refclock, for local mode and when unsynchronised
/// @param stratum 1 to 15; 0 when unsynchronised
/// @param leap of the current day's end; UNSYNCHRONISED when not synchronised
/// @param referenceTime our clock at the last update
/// @param offsetSeconds what is still to be slewed: our clock minus the estimate of true time
/// @param lastOffsetSeconds of the last update: our clock minus the reference
/// @param rmsOffsetSeconds long-term average of the offsets' size
/// @param frequencyPpm rate at which the uncorrected clock gains
/// @param residualPpm rate at which the corrected clock gains on the selected source; 0 when unsynchronised
/// @param skewPpm error bound of the frequency; 0 when unsynchronised
/// @param rootDelaySeconds round trip to the primary reference
/// @param rootDispersionSeconds accumulated dispersion
/// @param updateIntervalSeconds between the last two updates
public record TrackingReport(int refid, SourceAddress source, int stratum, LeapIndicator leap,
        SystemInstant referenceTime, double offsetSeconds, double lastOffsetSeconds, double rmsOffsetSeconds,
        double frequencyPpm, double residualPpm, double skewPpm, double rootDelaySeconds, double rootDispersionSeconds,
        double updateIntervalSeconds) implements Report {
}
