package org.timeball.daemon.cli;

import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;

/// What `timeball daemon` was asked for, apart from its configuration. The letters are those of chronyd(8).
///
/// @param steerSystemClock false with `-x` and `-Q`: the system clock is left alone and a virtual one is steered
/// @param mode how long it runs
/// @param family which addresses are used (`-4`, `-6`)
/// @param start what is taken over from an earlier run
/// @param timeout `-t`: it ends after this time, at least 1 s; null (default) runs on
/// @param log where messages go
/// @param process how the process runs
public record DaemonOptions(boolean steerSystemClock, Mode mode, Family family, Start start, @Nullable Span timeout,
        Log log, Process process) {
    /// The options of a command line without any.
    public static final DaemonOptions DEFAULT = new DaemonOptions(true, Mode.RUN, Family.ANY,
            new Start(false, false, false), null, new Log(null, Log.INFORMATIONAL, false),
            new Process(false, null, false, 0, null, false, null));

    /// How long the daemon runs.
    public enum Mode {
        /// Until it is told to end.
        RUN,
        /// `-q`: until the clock is set once.
        SET_ONCE,
        /// `-Q`: until the offset is measured and printed; no pid file is written.
        MEASURE_ONCE
    }

    /// Which addresses are used, for names and sockets.
    public enum Family {
        ANY,
        IPV4,
        IPV6
    }

    /// What is taken over from an earlier run.
    ///
    /// @param reloadDumps `-r`: the samples in `dumpdir`
    /// @param restart `-R`: `initstepslew` and a `makestep` with a positive limit do not apply
    /// @param fromRtc `-s`: the clock is set from the real-time clock, or from the age of the drift file
    public record Start(boolean reloadDumps, boolean restart, boolean fromRtc) {
    }

    /// Where messages go.
    ///
    /// @param file `-l`; null (default) the standard error
    /// @param level `-L`: least severe message that is written: [#DEBUG], [#INFORMATIONAL] (default), 1 warnings, 2
    ///            errors, 3 fatal errors
    /// @param debug `-d` twice
    public record Log(@Nullable String file, int level, boolean debug) {
        public static final int DEBUG = -1;
        public static final int INFORMATIONAL = 0;
        public static final int FATAL = 3;
    }

    /// How the process runs.
    ///
    /// @param foreground `-n`, `-d`, `-q`, `-Q`: it does not leave its terminal
    /// @param user `-u`: whom to run as, in place of the `user` directive; null (default) leaves it to that
    /// @param anyUser `-U`: it may be started by a user who is not root
    /// @param filterLevel `-F`: system call filter, 0 (default, none) to 2, negative to be told rather than ended
    /// @param priority `-P`: SCHED_FIFO priority, 0 to 100, in place of `sched_priority`; null (default) leaves it to
    ///            that
    /// @param lockMemory `-m`, as `lock_all`
    /// @param notifyDescriptor `-N`: file descriptor that is written to when the daemon is up; null (default) none
    public record Process(boolean foreground, @Nullable String user, boolean anyUser, int filterLevel,
            @Nullable Integer priority, boolean lockMemory, @Nullable Integer notifyDescriptor) {
    }
}
