package org.timeball.daemon.control;

import java.util.function.BiConsumer;
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
    private final BiConsumer<Boolean, String> also;
    private Lock lock = Lock.ACQUIRING;
    private Cause cause = Cause.NONE;
    private boolean rivalTold;

    public Journal() {
        this((_, _) -> {
        });
    }

    /// @param also told of each line too: whether it is a warning, and its text
    public Journal(BiConsumer<Boolean, String> also) {
        this.also = also;
    }

    @Override
    public void accept(TimingSnapshot snapshot) {
        if (snapshot.lock() != lock || snapshot.reason().cause() != cause) {
            lock = snapshot.lock();
            cause = snapshot.reason().cause();
            String words = CauseWords.of(snapshot.reason()).sentence();
            write(false, words.isEmpty() ? name(lock) : name(lock) + ": " + words);
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
                write(words.warning(), words.text());
            }
            case SourceEvent source -> write(false, SourceEventText.of(source));
        }
    }

    private void write(boolean warning, String text) {
        if (warning) {
            Logger.warn("{}", text);
        } else {
            Logger.info("{}", text);
        }
        also.accept(warning, text);
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
