package org.timeball.daemon.cli;

/// Runs a demo to its end.
@FunctionalInterface
public interface DemoRunner {
    /// @return the exit status, one of [ExitStatus]
    int run(DemoOptions options);
}
