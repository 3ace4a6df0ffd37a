package org.timeball.daemon.config;

/// A source and the line that configured it.
///
/// @param place file, or `command line`
/// @param line line number, from 1
record PlacedSource(SourceConfiguration source, String place, int line) {
    /// The line that reads back as the source.
    String text() {
        return switch (source) {
            case SourceConfiguration.Gnss gnss -> GnssLines.line(gnss);
            case SourceConfiguration.Ptp ptp -> PtpLines.line(ptp);
            case SourceConfiguration.Refclock refclock -> RefclockLines.line(refclock);
        };
    }
}
