package org.timeball.timekeeping.pairing;

import java.util.Optional;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Span;

/// Numbers the pulses of one source with the labels of another. Immutable.
///
/// Works on the free-running clock, so that no correction of ours can mislead it. A number is taken when
/// [#AGREEMENTS] labels in a row name the same numbering of the pulses; from then on the clock itself carries the
/// numbering from pulse to pulse, and every label is checked against it. Labels or pulses that contradict it move
/// nothing: they suspend the numbering until they agree again. Only after [#CONVERSION] labels in a row that agree with
/// one another on a new numbering, or as many stray pulses, is the old one given up.
public final class PulseNumbering {
    /// Labels in a row that must agree before a pulse is numbered.
    public static final int AGREEMENTS = 3;
    /// Contradicting labels in a row that suspend the numbering; a single one may be a late sentence.
    public static final int CONTRADICTIONS = 2;
    /// Labels of as many seconds that must agree on a new numbering before the old one is given up.
    public static final int CONVERSION = 300;
    /// A pulse farther than this from where the numbering puts it did not start a second.
    private static final long PULSE_TOLERANCE_NANOS = 100_000_000L;
    /// Two candidates closer than this are the same numbering: others lie whole seconds away, or the pulse has moved.
    private static final long SAME_NUMBERING_NANOS = 100_000_000L;
    /// A label is matched with a pulse at most this old.
    private static final double PULSE_AGE_SECONDS = 2.5;
    private static final long SECOND = 1_000_000_000L;

    private final LabelWindow window;
    private final Optional<FreeInstant> lastPulse;
    private final Candidate candidate;
    private final boolean numbered;
    private final long anchorNanos;
    private final int contradictions;
    private final double contradictionSeconds;
    private final Reason refusal;
    private final int generation;
    private final int strays;

    private PulseNumbering(LabelWindow window, Optional<FreeInstant> lastPulse, Candidate candidate, boolean numbered,
            long anchorNanos, int contradictions, double contradictionSeconds, Reason refusal, int generation,
            int strays) {
        this.window = window;
        this.lastPulse = lastPulse;
        this.candidate = candidate;
        this.numbered = numbered;
        this.anchorNanos = anchorNanos;
        this.contradictions = contradictions;
        this.contradictionSeconds = contradictionSeconds;
        this.refusal = refusal;
        this.generation = generation;
        this.strays = strays;
    }

    public static PulseNumbering start(LabelWindow window) {
        return new PulseNumbering(window, Optional.empty(), Candidate.NONE, false, 0, 0, 0, Reason.NONE, 0, 0);
    }

    /// Takes in what the box knows better than the last pulse: where a pulse is to be expected now.
    ///
    /// @param offset free-running clock minus true time, known to well under a tenth of a second
    public PulseNumbering predicted(Span offset) {
        return numbered ? with(lastPulse, offset.nanos()) : this;
    }

    /// Takes in that UTC has inserted a second: the clock is that much farther ahead of it from now on.
    public PulseNumbering leapt(Span inserted) {
        Candidate moved = candidate.agreements == 0
                ? candidate
                : new Candidate(candidate.offsetNanos + inserted.nanos(), candidate.agreements, candidate.lastSecond);
        return new PulseNumbering(window, lastPulse, moved, numbered, anchorNanos + inserted.nanos(), contradictions,
                contradictionSeconds, refusal, generation, strays);
    }

    /// Takes in a pulse.
    public Numbered pulse(FreeInstant edge) {
        if (!numbered) {
            return new Numbered(with(Optional.of(edge), anchorNanos), Optional.empty(), 0);
        }
        long sinceAnchor = Math.subtractExact(edge.nanos(), anchorNanos);
        long second = Math.floorDiv(Math.addExact(sinceAnchor, SECOND / 2), SECOND);
        long stray = sinceAnchor - second * SECOND;
        if (Math.abs(stray) > PULSE_TOLERANCE_NANOS) {
            return new Numbered(strayed(edge), Optional.empty(), stray * 1e-9);
        }
        long anchor = contradictions == 0 ? Math.addExact(anchorNanos, stray) : anchorNanos;
        Optional<Span> offset = trusted()
                ? Optional.of(new Span(Math.subtractExact(edge.nanos(), second * SECOND)))
                : Optional.empty();
        PulseNumbering next = new PulseNumbering(window, Optional.of(edge), candidate, true, anchor, contradictions,
                contradictionSeconds, refusal, generation, 0);
        return new Numbered(next, offset, stray * 1e-9);
    }

    /// A pulse that did not start a second; after many in a row the numbering itself is in doubt.
    private PulseNumbering strayed(FreeInstant edge) {
        boolean aSecondLater = lastPulse.filter(last -> edge.since(last).seconds() < 0.5).isEmpty();
        int count = aSecondLater ? strays + 1 : strays;
        boolean lost = count >= CONVERSION;
        return new PulseNumbering(window, Optional.of(edge), lost ? Candidate.NONE : candidate, !lost, anchorNanos,
                contradictions, contradictionSeconds, refusal, generation, count);
    }

    /// Takes in a label that the receiver stands behind.
    ///
    /// @param arrival when its first byte arrived
    /// @param posixSecond the second that it names
    public PulseNumbering label(FreeInstant arrival, long posixSecond) {
        long secondNanos = Math.multiplyExact(posixSecond, SECOND);
        if (numbered && window.contains((arrival.nanos() - anchorNanos - secondNanos) * 1e-9)) {
            return new PulseNumbering(window, lastPulse, Candidate.NONE, true, anchorNanos, 0, 0, Reason.NONE,
                    generation, strays);
        }
        Optional<FreeInstant> pulse = namedPulse(arrival);
        Candidate next = pulse.isEmpty()
                ? Candidate.NONE
                : candidate.joinedBy(Math.subtractExact(pulse.get().nanos(), secondNanos), posixSecond);
        if (next.agreements >= (numbered ? CONVERSION : AGREEMENTS)) {
            return new PulseNumbering(window, lastPulse, Candidate.NONE, true, next.offsetNanos, 0, 0, Reason.NONE,
                    generation + 1, 0);
        }
        if (numbered) {
            double expectedSeconds = (arrival.nanos() - anchorNanos) * 1e-9 - window.middleSeconds();
            double jump = next.agreements > 0
                    ? (anchorNanos - next.offsetNanos) * 1e-9
                    : posixSecond - expectedSeconds;
            return new PulseNumbering(window, lastPulse, next, true, anchorNanos, contradictions + 1, jump, Reason.NONE,
                    generation, strays);
        }
        Reason why = next.agreements > 0 ? Reason.NONE : refusalOf(arrival);
        return new PulseNumbering(window, lastPulse, next, false, 0, 0, 0, why, generation, 0);
    }

    /// Free-running clock minus true time by the last numbered pulse; empty while there is no numbering.
    public Optional<Span> offset() {
        return numbered ? Optional.of(new Span(anchorNanos)) : Optional.empty();
    }

    /// Whether pulses are numbered and nothing contradicts it.
    public boolean trusted() {
        return numbered && contradictions < CONTRADICTIONS;
    }

    /// How many numberings have been taken so far; what was learned under an earlier one no longer holds.
    public int generation() {
        return generation;
    }

    /// Why pulses are not numbered; NONE when they are.
    public Reason reason() {
        if (trusted()) {
            return Reason.NONE;
        }
        if (numbered) {
            return new Reason(Cause.TIME_JUMP, contradictionSeconds);
        }
        return refusal.isNone() ? new Reason(Cause.NUMBERING, candidate.agreements) : refusal;
    }

    /// The pulse that a label arriving now can only name: the last one, or where one must have been or will be, whole
    /// seconds from it.
    private Optional<FreeInstant> namedPulse(FreeInstant arrival) {
        if (lastPulse.isEmpty() || ageAt(arrival) > PULSE_AGE_SECONDS) {
            return Optional.empty();
        }
        double age = ageAt(arrival);
        long later = Math.round(age - window.middleSeconds());
        return window.contains(age - later)
                ? Optional.of(new FreeInstant(lastPulse.get().nanos() + later * SECOND))
                : Optional.empty();
    }

    private double ageAt(FreeInstant now) {
        return now.since(lastPulse.orElseThrow()).seconds();
    }

    private Reason refusalOf(FreeInstant arrival) {
        return lastPulse.isEmpty() || ageAt(arrival) > PULSE_AGE_SECONDS
                ? new Reason(Cause.NO_PULSE, lastPulse.isEmpty() ? Double.NaN : ageAt(arrival))
                : new Reason(Cause.AMBIGUOUS_LABEL, ageAt(arrival));
    }

    private PulseNumbering with(Optional<FreeInstant> pulse, long anchor) {
        return new PulseNumbering(window, pulse, candidate, numbered, anchor, contradictions, contradictionSeconds,
                refusal, generation, strays);
    }

    /// @param next the numbering after this pulse
    /// @param offset free-running clock minus true time at the edge; empty while the pulse has no number
    /// @param straySeconds how far the edge lies after where the numbering puts it; 0 while there is no numbering
    public record Numbered(PulseNumbering next, Optional<Span> offset, double straySeconds) {
    }

    /// A numbering that labels are gathering behind: free-running clock minus true time.
    ///
    /// @param agreements different seconds whose labels agreed on it
    /// @param lastSecond the last of them
    private record Candidate(long offsetNanos, int agreements, long lastSecond) {
        static final Candidate NONE = new Candidate(0, 0, 0);

        Candidate joinedBy(long offset, long second) {
            boolean same = agreements > 0 && Math.abs(offset - offsetNanos) < SAME_NUMBERING_NANOS;
            if (!same) {
                return new Candidate(offset, 1, second);
            }
            return new Candidate(offset, second > lastSecond ? agreements + 1 : agreements, second);
        }
    }
}
