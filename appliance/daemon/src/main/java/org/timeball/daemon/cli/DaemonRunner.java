package org.timeball.daemon.cli;

import org.timeball.daemon.config.ReadConfiguration;

/// Runs the daemon until it is told to end.
@FunctionalInterface
public interface DaemonRunner {
    /// @return the exit status, one of [ExitStatus]
    int run(DaemonOptions options, ReadConfiguration configuration);
}
