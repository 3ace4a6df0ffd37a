package org.timeball.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Directives about the process.
final class ProcessDirectives {
    private static final Setting<@Nullable String> PID_FILE = new Setting<>(
            new Entry("pidfile FILE", "where the process id is written; / nowhere", Standing.IMPLEMENTED), null,
            (words, _) -> pidFile(words), path -> List.of("pidfile " + (path == null ? "/" : path)));
    private static final Setting<Integer> PRIORITY = Setting.whole(
            new Entry("sched_priority PRIORITY", "run under SCHED_FIFO at this priority; 0 does not",
                    Standing.IMPLEMENTED),
            0, 0, ProcessConfiguration.MAX_PRIORITY, "a priority");
    private static final Setting<Boolean> LOCK_MEMORY = Setting.flag(
            new Entry("lock_all", "keep the memory from being paged out", Standing.IMPLEMENTED));
    private static final Setting<@Nullable String> USER = Setting.word(
            new Entry("user USER", "whom to run as, with the capabilities that are needed", Standing.IMPLEMENTED),
            "a user name");

    static final List<Directive> ALL = List.of(PID_FILE, PRIORITY, LOCK_MEMORY, USER);

    private ProcessDirectives() {
    }

    static ProcessConfiguration of(Values values) {
        return new ProcessConfiguration(values.get(PID_FILE), values.get(PRIORITY), values.get(LOCK_MEMORY),
                values.get(USER));
    }

    private static @Nullable String pidFile(Arguments words) throws BadLine {
        String path = words.word("pidfile", "a path, such as /run/timeball/timeball.pid, or / for none");
        return path.equals("/") ? null : path;
    }
}
