package org.timeball.daemon.boot;

import java.io.IOException;
import java.nio.file.Path;
import org.timeball.daemon.cli.DaemonOptions;
import org.timeball.daemon.log.DaemonLog;
import org.timeball.daemon.log.LineSink;
import org.tinylog.Level;

/// Where messages go by the command line (`-l`, `-L`, `-d -d`).
public final class LogChoice {
    private static final Level[] LEVELS = {Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR, Level.ERROR};

    private LogChoice() {
    }

    /// @param base what holds where the command line says nothing
    /// @throws IOException if the file cannot be opened
    public static DaemonLog of(DaemonOptions.Log wanted, DaemonLog base) throws IOException {
        Level least = wanted.debug() ? Level.DEBUG : LEVELS[wanted.level() - DaemonOptions.Log.DEBUG];
        LineSink lines = wanted.file() == null ? base.lines() : LineSink.file(Path.of(wanted.file()));
        return new DaemonLog(base.clock(), least, least == Level.DEBUG, lines);
    }
}
