package org.timeball.daemon.cli;

/// What `timeball daemon` was asked for, apart from its configuration.
///
/// @param steerSystemClock false with `-x`: the system clock is left alone and a virtual one is steered
public record DaemonOptions(boolean steerSystemClock) {
}
