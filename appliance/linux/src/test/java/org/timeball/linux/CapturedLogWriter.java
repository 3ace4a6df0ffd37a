package org.timeball.linux;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.Writer;

/// What this module logs, kept for the tests to read. Made by tinylog, as tinylog.properties says.
public final class CapturedLogWriter implements Writer {
    private static final Queue<String> MESSAGES = new ConcurrentLinkedQueue<>();

    public CapturedLogWriter(Map<String, String> properties) {
    }

    /// The messages so far that contain `text`.
    public static List<String> containing(String text) {
        return MESSAGES.stream().filter(message -> message.contains(text)).toList();
    }

    @Override
    public Collection<LogEntryValue> getRequiredLogEntryValues() {
        return EnumSet.of(LogEntryValue.LEVEL, LogEntryValue.MESSAGE);
    }

    @Override
    public void write(LogEntry entry) {
        MESSAGES.add(entry.getLevel() + " " + entry.getMessage());
    }

    @Override
    public void flush() {
    }

    @Override
    public void close() {
    }
}
