package org.timeball.daemon.control;

import java.util.function.Consumer;
import org.timeball.daemon.status.CauseWords;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.ClockEvent;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.snapshot.SourceEvent;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.tinylog.Logger;

/// Writes to the log what has changed: the state of the box and its cause, never the same line twice in a row, and the
/// core's events.
public final class Journal implements Consumer<TimingSnapshot> {
    private Lock lock = Lock.ACQUIRING;
    private Cause cause = Cause.NONE;
    private boolean rivalTold;

    @Override
    public void accept(TimingSnapshot snapshot) {
        if (snapshot.lock() != lock || snapshot.reason().cause() != cause) {
            lock = snapshot.lock();
            cause = snapshot.reason().cause();
            String words = CauseWords.of(snapshot.reason()).sentence();
            Logger.info("{}", words.isEmpty() ? name(lock) : name(lock) + ": " + words);
        }
    }

    /// Writes what happened to the clock. A rate that somebody else keeps setting is told the first time only.
    public void happened(Event event) {
        switch (event) {
            case ClockEvent.ForeignRate _ when rivalTold -> {
            }
            case ClockEvent clock -> {
                rivalTold |= clock instanceof ClockEvent.ForeignRate;
                ClockWords words = ClockWords.of(clock);
                if (words.warning()) {
                    Logger.warn("{}", words.text());
                } else {
                    Logger.info("{}", words.text());
                }
            }
            case SourceEvent source -> Logger.info("{}", SourceEventText.of(source));
        }
    }

    private static String name(Lock lock) {
        return switch (lock) {
            case ACQUIRING -> "Acquiring";
            case LOCKED -> "Locked";
            case HOLDOVER -> "Holdover";
            case EXHAUSTED -> "Not trusted";
        };
    }
}
