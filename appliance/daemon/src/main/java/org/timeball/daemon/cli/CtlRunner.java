package org.timeball.daemon.cli;

import java.io.PrintWriter;

/// Runs one session with a daemon.
@FunctionalInterface
public interface CtlRunner {
    /// @param out for what the daemon says
    /// @param err for what of the commands cannot be understood
    /// @return the exit status, one of [ExitStatus]
    int run(CtlOptions options, PrintWriter out, PrintWriter err);
}
