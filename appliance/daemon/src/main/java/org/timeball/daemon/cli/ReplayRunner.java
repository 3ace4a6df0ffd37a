package org.timeball.daemon.cli;

import java.io.PrintWriter;

/// Replays one log to its end.
@FunctionalInterface
public interface ReplayRunner {
    /// @param out for the result
    /// @param err for why there is none
    /// @return the exit status, one of [ExitStatus]
    int run(ReplayOptions options, PrintWriter out, PrintWriter err);
}
