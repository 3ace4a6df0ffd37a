package org.timeball.daemon.cli;

import java.io.PrintWriter;

/// Does what `timeball status` was asked for.
@FunctionalInterface
public interface StatusRunner {
    /// What was asked for.
    ///
    /// @param socket path of the daemon's command socket
    /// @param watch go on until interrupted
    /// @param json JSON in place of a picture
    record Options(String socket, boolean watch, boolean json) {
    }

    /// @return the exit status, one of [ExitStatus]
    int run(Options options, PrintWriter out, PrintWriter err);
}
