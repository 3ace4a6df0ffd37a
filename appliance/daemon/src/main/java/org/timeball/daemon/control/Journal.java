package org.timeball.daemon.control;

import java.util.function.Consumer;
import org.timeball.daemon.status.CauseWords;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.tinylog.Logger;

/// Writes to the log what has changed: the state of the box, its cause, the selected source. Never the same line twice
/// in a row.
public final class Journal implements Consumer<TimingSnapshot> {
    private Lock lock = Lock.ACQUIRING;
    private Cause cause = Cause.NONE;
    private String selected = "";

    @Override
    public void accept(TimingSnapshot snapshot) {
        String source = snapshot.sources().stream()
                .filter(candidate -> candidate.verdict() == SourceSnapshot.Verdict.SELECTED).map(SourceSnapshot::name)
                .findFirst().orElse("");
        if (!source.isEmpty() && !source.equals(selected)) {
            Logger.info("Selected source {}", source);
            selected = source;
        }
        if (snapshot.lock() != lock || snapshot.reason().cause() != cause) {
            lock = snapshot.lock();
            cause = snapshot.reason().cause();
            String words = CauseWords.of(snapshot.reason()).sentence();
            Logger.info("{}", words.isEmpty() ? name(lock) : name(lock) + ": " + words);
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
