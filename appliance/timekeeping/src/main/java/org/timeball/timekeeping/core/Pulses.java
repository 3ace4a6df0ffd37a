package org.timeball.timekeeping.core;

import java.util.Optional;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.pairing.PulseNumbering;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// Takes in pulse edges: a numbered one is a sample.
final class Pulses {
    /// The clock predicts its pulses where its own bound is this good.
    private static final double PREDICTS_SECONDS = 0.05;
    /// The clock numbers pulses where it cannot be half a second wrong.
    private static final double NUMBERS_SECONDS = 0.4;
    private static final long NANOS = 1_000_000_000L;

    private Pulses() {
    }

    static Arrival pulse(State state, SourceState pulses, Observation.PulseEdge edge) {
        FreeInstant at = state.ledger().free(edge.at());
        SourceState source = pulses.heardAt(at);
        PulseNumbering numbering = source.numbering().orElseThrow();
        Optional<Span> expected = state.held().filter(held -> held.boundAt(at) < PREDICTS_SECONDS)
                .map(held -> held.reckoning().offsetAt(at).minus(Span.ofSeconds(source.settings().offsetSeconds())));
        var numbered = expected.map(numbering::predicted).orElse(numbering).pulse(at);
        PulseNumbering known = source.settings().lock().isEmpty()
                ? byClock(state, numbered.next(), at)
                : numbered.next();
        SourceState next = source.numbered(known, numbered.straySeconds());
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
        return pulses.settings().lock().flatMap(state::source)
                .map(labels -> labels.contact().pulseErrors().earlyAt(posixSecond)).orElse(Span.ZERO);
    }

    /// Whether what numbers a pulse source can be believed at this moment. Where the clock does, the pulses themselves
    /// carry the numbering on.
    private static boolean labelsStand(State state, SourceState pulses, FreeInstant at) {
        return pulses.settings().lock().isEmpty() || pulses.settings().lock().flatMap(state::source)
                .filter(labels -> labels.labelReason(at).isNone()).isPresent();
    }

    /// The clock, once sources have set it, says which second a pulse starts.
    private static PulseNumbering byClock(State state, PulseNumbering numbering, FreeInstant at) {
        return state.held().filter(held -> held.boundAt(at) + held.asymmetrySeconds() < NUMBERS_SECONDS).map(held -> {
            long ahead = held.reckoning().offsetAt(at).nanos();
            long second = Math.floorDiv(at.nanos() - ahead + NANOS / 2, NANOS);
            return numbering.label(new FreeInstant(second * NANOS + ahead), second);
        }).orElse(numbering);
    }

    /// A complete sample whose full seconds are not believed: the reading at which a second of it began is an edge.
    static Observation.PulseEdge edge(Observation.ExternalSample sample) {
        long into = Math.floorMod(sample.at().nanos() - sample.offset().nanos(), NANOS);
        return new Observation.PulseEdge(sample.source(), new SystemInstant(sample.at().nanos() - into));
    }
}
