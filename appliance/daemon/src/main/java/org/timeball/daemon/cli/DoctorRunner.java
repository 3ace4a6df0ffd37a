package org.timeball.daemon.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/// Does what `timeball doctor` was asked for.
@FunctionalInterface
public interface DoctorRunner {
    /// What was asked for.
    ///
    /// @param file of the configuration
    /// @param json JSON in place of lines
    /// @param bundle a ZIP file to write for somebody who helps; null for none
    record Options(String file, boolean json, @Nullable String bundle) {
    }

    /// @return the exit status, one of [ExitStatus]
    int run(Options options, PrintWriter out, PrintWriter err);
}
