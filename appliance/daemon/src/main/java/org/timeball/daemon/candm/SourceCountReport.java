package org.timeball.daemon.candm;

/// How many sources there are, of any kind, resolved or not.
///
/// @param sources their number; indices run from 0 to one less
public record SourceCountReport(int sources) implements Report {
}
