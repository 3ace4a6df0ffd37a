package org.timeball.daemon.candm;

/// What a query is answered with.
///
/// Spans of time since something are whole seconds; [#NEVER] where it has not happened yet.
public sealed interface Report permits TrackingReport, SourceReport, SourceStatsReport, SelectReport, NtpDataReport,
        AuthReport, ActivityReport, ServerStatsReport, ClientPage, RtcReport, SmoothingReport, ManualReport,
        SetTimeReport, SourceNameReport, SourceCountReport {
    /// Stands for "not yet" where seconds since an event are given.
    long NEVER = 0xffff_ffffL;
}
