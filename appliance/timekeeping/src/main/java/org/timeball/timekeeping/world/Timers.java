package org.timeball.timekeeping.world;

import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;

/// Timers on the monotonic clock. Actions run on the world's one thread, never earlier than asked.
public interface Timers {
    MonotonicInstant now();

    Timer at(MonotonicInstant when, Runnable action);

    default Timer after(Span delay, Runnable action) {
        return at(now().plus(delay), action);
    }

    /// One timer that may still be called off.
    @FunctionalInterface
    interface Timer {
        /// Calls it off; does nothing if it has run.
        void cancel();
    }
}
