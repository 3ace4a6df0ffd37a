package org.timeball.gnss.receiver;

import java.util.Arrays;
import java.util.Optional;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;

/// Judges an open line by what came over it in the last three seconds: working, silent or garbled.
///
/// Silent: no byte for three seconds. Working: at least half of what looks like sentences passes its checksum. Garbled:
/// bytes have come for three seconds, and less than half passes, or nothing looks like a sentence. Pure: whoever owns
/// it tells it the time, on the monotonic clock.
public final class LineHealth {
    /// Receivers speak once a second; three times that is more than a slip.
    private static final Span WINDOW = Span.ofSeconds(3);
    private static final int SLOTS = 30;
    private static final long SLOT_NANOS = WINDOW.nanos() / SLOTS;

    private final int[] bytes = new int[SLOTS];
    private final int[] good = new int[SLOTS];
    private final int[] bad = new int[SLOTS];
    private long slot;
    private MonotonicInstant lastByte;
    private MonotonicInstant streamBegan;
    private Optional<Condition> current = Optional.empty();

    /// The line's condition and, for people, what was seen.
    public record Verdict(Condition condition, String detail) {
    }

    /// @param opened when the line was opened; silence is counted from there
    public LineHealth(MonotonicInstant opened) {
        lastByte = opened;
        streamBegan = opened;
        slot = slotOf(opened);
    }

    /// Bytes came.
    ///
    /// @param newBytes how many
    /// @param newGood sentences with a correct checksum that these bytes completed
    /// @param newBad sentences that these bytes showed to be damaged
    /// @return the verdict if it differs from the last one
    public Optional<Verdict> heard(MonotonicInstant now, int newBytes, int newGood, int newBad) {
        advance(now);
        if (isSilent(now)) {
            streamBegan = now;
        }
        lastByte = now;
        int index = Math.floorMod(slot, SLOTS);
        bytes[index] += newBytes;
        good[index] += newGood;
        bad[index] += newBad;
        return judge(now);
    }

    /// Time passed.
    ///
    /// @return the verdict if it differs from the last one
    public Optional<Verdict> passed(MonotonicInstant now) {
        advance(now);
        return judge(now);
    }

    private Optional<Verdict> judge(MonotonicInstant now) {
        int passing = Arrays.stream(good).sum();
        int failing = Arrays.stream(bad).sum();
        if (isSilent(now)) {
            return change(Condition.SILENT, "no byte for 3 s");
        }
        if (passing > 0 && passing >= failing) {
            return change(Condition.WORKING, "");
        }
        if (now.since(streamBegan).compareTo(WINDOW) < 0) {
            return Optional.empty();
        }
        return change(Condition.GARBLED,
                passing + failing == 0
                        ? "%d bytes in 3 s and no sentence: wrong baud rate?".formatted(Arrays.stream(bytes).sum())
                        : "%d of %d sentences in the last 3 s fail their checksum".formatted(failing,
                                passing + failing));
    }

    private Optional<Verdict> change(Condition condition, String detail) {
        if (current.isPresent() && current.get() == condition) {
            return Optional.empty();
        }
        current = Optional.of(condition);
        return Optional.of(new Verdict(condition, detail));
    }

    private boolean isSilent(MonotonicInstant now) {
        return now.since(lastByte).compareTo(WINDOW) >= 0;
    }

    /// Empties the slots that have fallen out of the window.
    private void advance(MonotonicInstant now) {
        long newest = slotOf(now);
        for (long next = Math.max(slot + 1, newest - SLOTS + 1); next <= newest; next++) {
            int index = Math.floorMod(next, SLOTS);
            bytes[index] = 0;
            good[index] = 0;
            bad[index] = 0;
        }
        slot = Math.max(slot, newest);
    }

    private static long slotOf(MonotonicInstant instant) {
        return Math.floorDiv(instant.nanos(), SLOT_NANOS);
    }
}
