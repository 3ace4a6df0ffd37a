package org.timeball.daemon.cli;

import java.io.PrintWriter;

/// Lives through scenarios in virtual time.
@FunctionalInterface
public interface SimulateRunner {
    /// @param out for figures
    /// @param err for what is wrong
    /// @return the exit status, one of [ExitStatus]
    int run(SimulateOptions options, PrintWriter out, PrintWriter err);
}
