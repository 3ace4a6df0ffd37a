package org.timeball.daemon.cli;

/// What `timeball` leaves behind for scripts.
public final class ExitStatus {
    /// Done; for a demo: stratum 1 was reached and served.
    public static final int OK = 0;
    /// It failed, or the configuration is wrong.
    public static final int FAILED = 1;
    /// The command line cannot be understood.
    public static final int USAGE = 2;

    private ExitStatus() {
    }
}
