package org.timeball.daemon.cli;

import java.time.LocalDate;
import java.util.Optional;

/// What `timeball decode` was asked for.
///
/// @param file path of the receiver's bytes; `-` is standard input
/// @param date the day on which they were captured; empty if not said
public record DecodeOptions(String file, Optional<LocalDate> date) {
}
