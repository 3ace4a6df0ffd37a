package org.timeball.daemon.log;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;
import org.tinylog.Level;

/// One destination of log lines, such as `2026-11-20T12:00:00Z Selected source PPS`.
///
/// There is one for the process and, where several daemons share one, one for each thread that has its own.
///
/// @param clock the clock that stamps the lines
/// @param least the least severe message that is written
/// @param places whether each line says which line of the program wrote it, as chronyd's debug mode does:
///            `D:Timekeeper.java:88:(accept) text` with D, I, W or E for the severity
/// @param lines takes the lines, one at a time, without their end
public record DaemonLog(Supplier<SystemInstant> clock, Level least, boolean places, LineSink lines) {
    private static final ThreadLocal<@Nullable DaemonLog> ofThread = new ThreadLocal<>();
    private static volatile DaemonLog ofProcess = new DaemonLog(DaemonLog::hostTime, Level.INFO, false,
            LineSink.STANDARD_ERROR);

    private static SystemInstant hostTime() {
        return new SystemInstant(System.currentTimeMillis() * 1_000_000);
    }

    /// Writes everything that this process logs from now on.
    public void useForProcess() {
        ofProcess = this;
    }

    /// Writes what this thread logs from now on.
    public void useForThread() {
        ofThread.set(this);
    }

    /// The log of this thread, or else of the process.
    public static DaemonLog current() {
        DaemonLog own = ofThread.get();
        return own != null ? own : ofProcess;
    }

    public DaemonLog atLeast(Level severity) {
        return new DaemonLog(clock, severity, places, lines);
    }

    boolean writes(Level level) {
        return level.ordinal() >= least.ordinal();
    }

    void write(Level level, StackWalker.@Nullable StackFrame caller, String message) {
        String place = caller == null || !places
                ? ""
                : "%s:%s:%d:(%s) ".formatted(level.name().charAt(0), caller.getFileName(), caller.getLineNumber(),
                        caller.getMethodName());
        String second = UtcInstant.ofEpochSecond(clock.get().epochSecond()).toString();
        lines.line(second + ' ' + place + message);
    }
}
