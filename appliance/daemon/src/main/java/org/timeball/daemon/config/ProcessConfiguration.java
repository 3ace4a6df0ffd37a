package org.timeball.daemon.config;

import org.jspecify.annotations.Nullable;

/// How the process runs.
///
/// @param pidFile `pidfile FILE`; null (default, or `pidfile /`) writes none
/// @param schedulingPriority `sched_priority`: SCHED_FIFO at this priority, 0 (default, off) to 100
/// @param lockMemory `lock_all`: the memory is not to be paged out
/// @param user `user`: whom to run as; null (default) stays who it is
public record ProcessConfiguration(@Nullable String pidFile, int schedulingPriority, boolean lockMemory,
        @Nullable String user) {
    public static final int MAX_PRIORITY = 100;
}
