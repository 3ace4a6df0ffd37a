package org.timeball.daemon.cli;

import java.io.PrintWriter;

/// Does what `timeball doctor` was asked for.
@FunctionalInterface
public interface DoctorRunner {
    /// What was asked for.
    ///
    /// @param file of the configuration
    /// @param json JSON in place of lines
    record Options(String file, boolean json) {
    }

    /// @return the exit status, one of [ExitStatus]
    int run(Options options, PrintWriter out, PrintWriter err);
}
