package org.timeball.daemon.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tinylog.Level;
import org.tinylog.Logger;
import org.tinylog.format.MessageFormatter;
import org.tinylog.provider.ContextProvider;
import org.tinylog.provider.LoggingProvider;
import org.tinylog.provider.NopContextProvider;

/// Carries tinylog's messages to the [DaemonLog] in force. Made by tinylog: `provider = timeball` in tinylog.properties.
public final class TimeballLoggingProvider implements LoggingProvider {
    private static final Set<Class<?>> NOT_THE_CALLER = Set.of(Logger.class, TimeballLoggingProvider.class);
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private final ContextProvider context = new NopContextProvider();

    /// As tinylog calls it.
    public TimeballLoggingProvider() {
    }

    @Override
    public ContextProvider getContextProvider() {
        return context;
    }

    /// Every message may be wanted: which are, the log in force says as they come.
    @Override
    public Level getMinimumLevel() {
        return Level.DEBUG;
    }

    @Override
    public Level getMinimumLevel(@Nullable String tag) {
        return Level.DEBUG;
    }

    @Override
    public boolean isEnabled(int depth, @Nullable String tag, Level level) {
        return DaemonLog.current().writes(level);
    }

    @Override
    public boolean isEnabled(String loggerClassName, @Nullable String tag, Level level) {
        return DaemonLog.current().writes(level);
    }

    @Override
    public void log(int depth, @Nullable String tag, Level level, @Nullable Throwable exception,
            @Nullable MessageFormatter formatter, @Nullable Object message, Object @Nullable... arguments) {
        write(level, exception, formatter, message, arguments);
    }

    @Override
    public void log(String loggerClassName, @Nullable String tag, Level level, @Nullable Throwable exception,
            @Nullable MessageFormatter formatter, @Nullable Object message, Object @Nullable... arguments) {
        write(level, exception, formatter, message, arguments);
    }

    private static void write(Level level, @Nullable Throwable exception, @Nullable MessageFormatter formatter,
            @Nullable Object message, Object @Nullable [] arguments) {
        DaemonLog log = DaemonLog.current();
        if (!log.writes(level)) {
            return;
        }
        String text = String.valueOf(message);
        if (formatter != null && arguments != null && arguments.length > 0) {
            text = formatter.format(text, arguments);
        }
        if (exception != null) {
            StringWriter trace = new StringWriter();
            exception.printStackTrace(new PrintWriter(trace, true));
            text = (message == null ? "" : text + ": ") + trace.toString().stripTrailing();
        }
        log.write(level, log.places() ? caller() : null, text);
    }

    private static StackWalker.@Nullable StackFrame caller() {
        return STACK.walk(frames -> frames.filter(frame -> !NOT_THE_CALLER.contains(frame.getDeclaringClass()))
                .findFirst().orElse(null));
    }

    @Override
    public void shutdown() {
    }
}
