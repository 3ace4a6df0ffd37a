package org.timeball.daemon.demo;

/// The time that a simulation holds for true, and a way to wait for it.
public interface TrueTime {
    /// Nanoseconds since 1970.
    long nowNanos();

    /// Runs an action at a moment of true time, or at once if it has passed.
    void at(long trueNanos, Runnable action);
}
