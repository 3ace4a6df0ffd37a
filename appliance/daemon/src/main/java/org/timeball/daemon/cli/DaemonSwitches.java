package org.timeball.daemon.cli;

import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that `timeball daemon` shares with chronyd(8) and hands on to the daemon.
final class DaemonSwitches {
    private static final int MAX_PRIORITY = 100;
    private static final int MAX_FILTER = 2;
    /// Some 68 years.
    private static final int MAX_TIMEOUT_SECONDS = Integer.MAX_VALUE;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "-4", description = "Use IPv4 addresses only.")
    private boolean ipv4;

    @Option(names = "-6", description = "Use IPv6 addresses only.")
    private boolean ipv6;

    @Option(names = "-n", description = "Stay in the foreground, which it always does.")
    private boolean foreground;

    @Option(names = "-d", description = "Stay in the foreground and log to standard error; twice: debug messages.")
    private boolean[] debug = {};

    @Option(names = "-l", paramLabel = "FILE", description = "Log to this file.")
    private @Nullable String logFile;

    @Option(names = "-L", paramLabel = "LEVEL", description = "Log from this level on: -1 debug, 0 information (default), 1 warnings, 2 errors, 3 fatal errors.")
    private int logLevel = DaemonOptions.Log.INFORMATIONAL;

    @Option(names = "-q", description = "Set the clock once and exit.")
    private boolean setOnce;

    @Option(names = "-Q", description = "Print the offset of the clock and exit.")
    private boolean measureOnce;

    @Option(names = "-r", description = "Reload the samples in dumpdir.")
    private boolean reloadDumps;

    @Option(names = "-R", description = "It is a restart: initstepslew and a limited makestep do not apply.")
    private boolean restart;

    @Option(names = "-s", description = "Set the clock from the real-time clock first.")
    private boolean fromRtc;

    @Option(names = "-t", paramLabel = "SECONDS", description = "Exit after this time.")
    private @Nullable Integer timeout;

    @Option(names = "-u", paramLabel = "USER", description = "Run as this user.")
    private @Nullable String user;

    @Option(names = "-U", description = "Run as whoever started it.")
    private boolean anyUser;

    @Option(names = "-F", paramLabel = "LEVEL", description = "System call filter, -2 to 2. Default: 0, none.")
    private int filterLevel;

    @Option(names = "-P", paramLabel = "PRIORITY", description = "Run under SCHED_FIFO at this priority, 0 to 100.")
    private @Nullable Integer priority;

    @Option(names = "-m", description = "Keep the memory from being paged out.")
    private boolean lockMemory;

    @Option(names = "-N", paramLabel = "FD", description = "Write to this file descriptor when the daemon is up.")
    private @Nullable Integer notifyDescriptor;

    @Option(names = "-x", description = "Leave the system clock alone; steer a virtual one.")
    private boolean leaveClockAlone;

    /// @throws ParameterException if two options exclude each other or a value is out of range
    DaemonOptions options() {
        require(!(ipv4 && ipv6), "-4 and -6 exclude each other; remove one");
        require(!(setOnce && measureOnce), "-q and -Q exclude each other; remove one");
        range("-L", logLevel, DaemonOptions.Log.DEBUG, DaemonOptions.Log.FATAL);
        range("-F", filterLevel, -MAX_FILTER, MAX_FILTER);
        if (priority != null) {
            range("-P", priority, 0, MAX_PRIORITY);
        }
        if (timeout != null) {
            range("-t", timeout, 1, MAX_TIMEOUT_SECONDS);
        }
        if (notifyDescriptor != null) {
            range("-N", notifyDescriptor, 0, Integer.MAX_VALUE);
        }
        DaemonOptions.Mode mode = setOnce
                ? DaemonOptions.Mode.SET_ONCE
                : measureOnce ? DaemonOptions.Mode.MEASURE_ONCE : DaemonOptions.Mode.RUN;
        DaemonOptions.Family family = ipv4
                ? DaemonOptions.Family.IPV4
                : ipv6 ? DaemonOptions.Family.IPV6 : DaemonOptions.Family.ANY;
        boolean atTerminal = foreground || debug.length > 0 || mode != DaemonOptions.Mode.RUN;
        return new DaemonOptions(!leaveClockAlone && !measureOnce, mode, family,
                new DaemonOptions.Start(reloadDumps, restart, fromRtc),
                timeout == null ? null : Span.ofSeconds((long) timeout),
                new DaemonOptions.Log(logFile, logLevel, debug.length > 1), new DaemonOptions.Process(atTerminal, user,
                        anyUser, filterLevel, priority, lockMemory, notifyDescriptor));
    }

    /// Whether a filter of system calls was asked for, which a Java process cannot lay upon itself.
    boolean wantsFilter() {
        return filterLevel != 0;
    }

    private void range(String name, int value, int min, int max) {
        require(value >= min && value <= max, "%s is '%d'; expected %d to %d".formatted(name, value, min, max));
    }

    private void require(boolean good, String problem) {
        if (!good) {
            throw new ParameterException(spec.commandLine(), problem);
        }
    }
}
