package org.timeball.daemon.cli;

import java.io.PrintWriter;
import java.util.List;

/// Finds out what is on the serial ports.
@FunctionalInterface
public interface ProbeRunner {
    /// What was asked for.
    ///
    /// @param devices paths of serial lines; all that there are if empty
    /// @param json JSON in place of text
    /// @param seconds after which a port is given up, 1 to 60
    record Options(List<String> devices, boolean json, int seconds) {
    }

    /// @param out for the result
    /// @param err for why there is none
    /// @return the exit status, one of [ExitStatus]
    int run(Options options, PrintWriter out, PrintWriter err);
}
