package org.timeball.daemon.cli;

import java.io.PrintWriter;

/// Does what `timeball nts` was asked for.
@FunctionalInterface
public interface NtsRunner {
    /// What is to be done.
    enum Action {
        /// Print the authority and what clients have to be told.
        ENROLL,
        /// Print what there is.
        SHOW,
        /// Make a new certificate for the server.
        RENEW
    }

    /// @param directory where the authority lies
    /// @return the exit status, one of [ExitStatus]
    int run(Action action, String directory, PrintWriter out, PrintWriter err);
}
