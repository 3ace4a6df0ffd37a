package org.timeball.daemon.cli;

/// What `timeball daemon` was asked for, apart from its configuration.
///
/// @param steerSystemClock false with `-x`: the system clock is left alone and a virtual one is steered
/// @param foreground `-n` or `-d`: stay attached to the terminal
/// @param debug `-d`: log to the terminal, in detail
public record DaemonOptions(boolean steerSystemClock, boolean foreground, boolean debug) {
}
