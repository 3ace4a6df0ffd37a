package org.timeball.timekeeping.core;

import java.util.Optional;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.pairing.PulseNumbering;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Span;

/// Takes in pulse edges: a numbered one is a sample.
final class Pulses {
    /// The clock predicts its pulses where its own bound is this good.
    private static final double PREDICTS_SECONDS = 0.05;
    private static final long NANOS = 1_000_000_000L;

    private Pulses() {
    }

    static Arrival pulse(State state, SourceState pulses, Observation.PulseEdge edge) {
        FreeInstant at = state.ledger().free(edge.at());
        SourceState source = pulses.heardAt(at);
        if (source.numbering().isEmpty()) {
            return new Arrival(state);
        }
        PulseNumbering numbering = source.numbering().get();
        Optional<Span> expected = state.held().filter(held -> held.boundAt(at) < PREDICTS_SECONDS)
                .map(held -> held.reckoning().offsetAt(at).minus(Span.ofSeconds(source.settings().offsetSeconds())));
        var numbered = expected.map(numbering::predicted).orElse(numbering).pulse(at);
        SourceState next = source.numbered(numbered.next(), numbered.straySeconds());
        if (numbered.offset().isEmpty() || !labelsStand(state, next, at)) {
            return new Arrival(state.with(next));
        }
        Span offset = numbered.offset().get();
        Span early = early(state, next, Math.floorDiv(at.nanos() - offset.nanos(), NANOS));
        Span systemOffset = offset.plus(early).plus(state.ledger().correctionAt(edge.at()));
        return Samples.sample(state, next, edge.at(), systemOffset, Double.NaN);
    }

    /// By how much the pulse of a second came before it, as its receiver announced: when the second really began, our
    /// clock had gone on by so much.
    private static Span early(State state, SourceState pulses, long posixSecond) {
        return state.source(pulses.settings().lock().orElseThrow())
                .map(labels -> labels.contact().pulseErrors().earlyAt(posixSecond)).orElse(Span.ZERO);
    }

    /// Whether the labels behind a pulse source can be believed at this moment.
    private static boolean labelsStand(State state, SourceState pulses, FreeInstant at) {
        return state.source(pulses.settings().lock().orElseThrow()).filter(labels -> labels.labelReason(at).isNone())
                .isPresent();
    }
}
