package org.timeball.daemon.cli;

import java.io.PrintWriter;
import java.util.List;

/// Does what `timeball nic` was asked for.
@FunctionalInterface
public interface NicRunner {
    /// What was asked for.
    ///
    /// @param names of interfaces; all but loopback if there are none
    /// @param json JSON in place of text
    record Options(List<String> names, boolean json) {
    }

    /// @return the exit status, one of [ExitStatus]
    int run(Options options, PrintWriter out, PrintWriter err);
}
