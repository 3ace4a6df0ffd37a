package org.timeball.daemon.candm;

/// One line of `chronyc sourcestats`. A source without samples has 0 samples, a skew of 2000 ppm and a deviation of 4 s.
///
/// @param refid its reference identifier; for an NTP source the number that stands for its address
/// @param source which; a refclock is named by `refid` alone on the wire
/// @param samples how many are in use
/// @param runs of residuals with the same sign
/// @param spanSeconds between the oldest and the newest sample
/// @param deviationSeconds standard deviation of a sample
/// @param residualPpm rate at which our clock gains on the source
/// @param skewPpm error bound of that rate
/// @param offsetSeconds estimate: our clock minus the source
/// @param offsetErrorSeconds bound of its error
public record SourceStatsReport(int refid, SourceAddress source, int samples, int runs, long spanSeconds,
        double deviationSeconds, double residualPpm, double skewPpm, double offsetSeconds, double offsetErrorSeconds)
        implements
            Report {
}
