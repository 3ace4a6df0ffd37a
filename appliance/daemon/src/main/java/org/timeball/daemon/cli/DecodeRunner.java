package org.timeball.daemon.cli;

import java.io.PrintWriter;

/// Decodes a receiver's bytes to their end.
@FunctionalInterface
public interface DecodeRunner {
    /// @param out for the result
    /// @param err for why there is none
    /// @return the exit status, one of [ExitStatus]
    int run(DecodeOptions options, PrintWriter out, PrintWriter err);
}
