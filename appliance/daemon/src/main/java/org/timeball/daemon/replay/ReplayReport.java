package org.timeball.daemon.replay;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// What a replay found, up to the end of the log or its first problem.
///
/// @param log its name
/// @param machine what wrote it
/// @param start the reading of the clock at the start
/// @param duration how long the clock went on after that, steps not counted
/// @param steps how many observations were decided as they had been
/// @param kinds how many of each kind, by the first word of their lines
/// @param clockSteps the first ones, in order
/// @param locks the first changes of the lock, in order, beginning with the state at the start
/// @param moreEvents clock steps and lock changes beyond those
/// @param end the last snapshot
/// @param problem the first line that decides otherwise or cannot be read, with its place; empty when there is none
/// @param cut whether the last line is cut off
/// @param microsecondsPerStep what one observation took, reading and comparing included
record ReplayReport(String log, String machine, SystemInstant start, Span duration, long steps, Map<String, Long> kinds,
        List<ClockStep> clockSteps, List<LockChange> locks, long moreEvents, TimingSnapshot end,
        Optional<String> problem, boolean cut, double microsecondsPerStep) {
    /// @param at the reading just before
    /// @param by what was added to it
    /// @param byUs false if something else on the machine did it
    record ClockStep(SystemInstant at, Span by, boolean byUs) {
    }

    /// @param at the reading when it was decided
    /// @param reason why the lock is not better
    record LockChange(SystemInstant at, Lock lock, Reason reason) {
    }
}
