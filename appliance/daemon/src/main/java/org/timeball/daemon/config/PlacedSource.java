package org.timeball.daemon.config;

/// A source and the line that configured it.
///
/// @param place file, or `command line`
/// @param line line number, from 1
record PlacedSource(SourceConfiguration source, String place, int line) {
}
