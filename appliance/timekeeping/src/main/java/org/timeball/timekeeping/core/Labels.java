package org.timeball.timekeeping.core;

import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.steering.ClockCommand;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// Takes in second labels: they number pulses, and are coarse samples themselves.
final class Labels {
    private static final Span INSERTED = Span.ofSeconds(1);
    /// POSIX seconds either way that nanoseconds in a long can hold, less a margin: the years 1700 to 2240.
    private static final long EPOCH_SECONDS_LIMIT = 8_520_000_000L;

    /// A clock that nobody has set since the start and that is so near to the numbered time is evidence for it: the next
    /// second is farther off.
    private static final double CONFIRMING_SECONDS = 0.5;

    private Labels() {
    }

    /// Where nobody announced it, the labels themselves tell of an inserted second: they name 23:59:60, and then midnight,
    /// which our clock has just had. It is then set back by the second that it did not insert.
    static Arrival leapOrLabel(State state, SourceState source, Observation.SecondLabel label) {
        UtcInstant second = label.second();
        if (label.standing() != Observation.Standing.FIX || state.held().isEmpty()) {
            return label(state, source, label);
        }
        if (second.isLeapSecond()) {
            Arrival arrival = label(state, source, label);
            Optional<UtcInstant> seen = second.isLeapSecondDay() ? Optional.of(second) : Optional.empty();
            return new Arrival(arrival.state().leapSecondSeen(seen), arrival.sampled(), List.of(), List.of());
        }
        boolean repeated = state.leapSecondSeen().filter(seen -> seen.epochSecond() + 1 == second.epochSecond())
                .isPresent();
        if (!repeated || !expectedSecondLater(state, source, label)) {
            return label(state.leapSecondSeen(Optional.empty()), source, label);
        }
        State leapt = state.leapt(INSERTED);
        Arrival arrival = label(leapt, leapt.source(label.source()).orElseThrow(), label);
        return new Arrival(arrival.state(), Optional.empty(), List.of(new ClockCommand.Step(INSERTED.negated())),
                List.of());
    }

    /// Whether our clock has counted one second more than the label.
    private static boolean expectedSecondLater(State state, SourceState source, Observation.SecondLabel label) {
        Span offset = state.held().map(state::offsetNow).orElse(Span.ZERO);
        double ahead = label.at().since(new SystemInstant(label.second().posixNanos())).minus(offset).seconds();
        return Candidate.labelWindow(source.settings()).contains(ahead - 1);
    }

    private static Arrival label(State state, SourceState from, Observation.SecondLabel label) {
        FreeInstant at = state.ledger().free(label.at());
        boolean possible = Math.abs(label.second().epochSecond()) < EPOCH_SECONDS_LIMIT;
        Observation.Standing standing = possible ? label.standing() : Observation.Standing.IMPLAUSIBLE_DATE;
        SourceState source = from.heardAt(at).said(standing, label.weeksRepaired(),
                label.leap());
        if (standing != Observation.Standing.FIX) {
            return new Arrival(state.with(source));
        }
        long named = label.second().posixNanos() / 1_000_000_000L;
        boolean repeated = label.second().isLeapSecond() && state.clock().leap().hasTaken(named);
        long second = repeated ? named - 1 : named;
        State next = numbering(state, label.source(), at, second);
        double delay = source.settings().labelDelaySeconds()
                .orElseGet(() -> Candidate.labelWindow(source.settings()).middleSeconds());
        Span offset = label.at().since(new SystemInstant(second * 1_000_000_000L)).minus(Span.ofSeconds(delay));
        return Samples.sample(next, source, label.at(), offset, Double.NaN);
    }

    /// Numbers the pulses that are locked to a source.
    ///
    /// @param at when it said that a second had begun
    static State numbering(State state, SourceId labels, FreeInstant at, long second) {
        State next = state;
        for (SourceState other : state.sources()) {
            if (other.settings().lock().filter(labels::equals).isPresent()) {
                next = renumbered(next, other, at, second);
            }
        }
        return next;
    }

    private static State renumbered(State state, SourceState pulses, FreeInstant at, long second) {
        SourceState next = pulses.numbered(pulses.numbering().orElseThrow().label(at, second), pulses.straySeconds());
        Optional<Span> first = pulses.numbering().orElseThrow().offset().isEmpty() && state.held().isEmpty()
                ? next.numbering().orElseThrow().offset()
                : Optional.empty();
        if (first.isPresent()) {
            Span ahead = first.get().plus(state.ledger().correctionAt(state.now()));
            next = next.confirmed(Math.abs(ahead.seconds()) < CONFIRMING_SECONDS);
        }
        State after = state.with(next);
        boolean lost = next.track().samples() == 0 && pulses.track().samples() > 0;
        return lost && Samples.isHeld(state, pulses) ? after.distrusted() : after;
    }
}
