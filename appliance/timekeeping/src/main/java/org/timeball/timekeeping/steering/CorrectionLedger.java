package org.timeball.timekeeping.steering;

import java.util.List;
import java.util.ArrayList;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// Every correction of the system clock since the start, so that a reading can be carried back to the free-running
/// clock.
///
/// Immutable. Remembers the last [#KEPT] changes; a reading older than those is carried back by the oldest of them. A
/// reading from before a backward step that arrives after it cannot be told from a later one and is taken as later.
public final class CorrectionLedger {
    private static final int KEPT = 64;

    private final List<Segment> segments;

    private CorrectionLedger(List<Segment> segments) {
        this.segments = segments;
    }

    /// @param at a first reading; there the free-running clock reads the same
    /// @param rate the rate correction already in force
    public static CorrectionLedger open(SystemInstant at, Frequency rate) {
        return new CorrectionLedger(List.of(new Segment(at.nanos(), 0, 0, rate.fraction())));
    }

    /// Enters a change.
    ///
    /// @param at the reading just before it
    /// @param rate the total rate correction from there on
    /// @param stepped what was added to the reading
    public CorrectionLedger changed(SystemInstant at, Frequency rate, Span stepped) {
        Segment last = segments.getLast();
        long start = Math.addExact(at.nanos(), stepped.nanos());
        double slewed = last.slewedAt(at.nanos());
        Segment next = new Segment(start, Math.addExact(last.steppedNanos, stepped.nanos()), slewed, rate.fraction());
        List<Segment> all = new ArrayList<>(segments.size() + 1);
        all.addAll(segments.size() < KEPT ? segments : segments.subList(1, segments.size()));
        all.add(next);
        return new CorrectionLedger(List.copyOf(all));
    }

    /// What the free-running clock read when the system clock read `at`.
    public FreeInstant free(SystemInstant at) {
        Segment segment = segmentOf(at.nanos());
        long slewedNanos = Math.round(segment.slewedAt(at.nanos()) * 1e9);
        return new FreeInstant(
                Math.subtractExact(Math.subtractExact(at.nanos(), segment.steppedNanos), slewedNanos));
    }

    /// The sum of all corrections at reading `at`: system clock minus free-running clock.
    public Span correctionAt(SystemInstant at) {
        return new Span(Math.subtractExact(at.nanos(), free(at).nanos()));
    }

    /// The rate correction in force since the last change.
    public Frequency rate() {
        return new Frequency(segments.getLast().rate);
    }

    private Segment segmentOf(long systemNanos) {
        for (int i = segments.size() - 1; i > 0; i--) {
            if (segments.get(i).startNanos <= systemNanos) {
                return segments.get(i);
            }
        }
        return segments.getFirst();
    }

    /// @param startNanos system reading from which on it holds, after the step that opened it
    /// @param steppedNanos all steps up to then
    /// @param slewedSeconds all gradual corrections up to then
    /// @param rate correction of the rate: the system clock gains this fraction on the free-running one
    private record Segment(long startNanos, long steppedNanos, double slewedSeconds, double rate) {
        double slewedAt(long systemNanos) {
            return slewedSeconds + (systemNanos - startNanos) * 1e-9 * rate / (1 + rate);
        }
    }
}
