package org.timeball.timekeeping.core;

import java.util.Optional;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// Takes in complete samples: an offset of the clock, wherever it comes from.
final class Samples {
    /// A century; no offset is larger, and nanoseconds do not overflow.
    private static final double LARGEST_OFFSET_SECONDS = 3.2e9;

    private static final long NANOS = 1_000_000_000L;

    private Samples() {
    }

    static Arrival external(State state, SourceState source, Observation.ExternalSample sample) {
        SourceState said = source.said(source.standing(), source.weeksRepaired(), sample.leap());
        return sample(numbering(state, source, sample), said, sample.at(), sample.offset(), Double.NaN);
    }

    /// A complete sample says too which second it is, for pulses that are locked to its source.
    private static State numbering(State state, SourceState source, Observation.ExternalSample sample) {
        double offset = sample.offset().seconds() + source.settings().offsetSeconds();
        if (Math.abs(offset) > LARGEST_OFFSET_SECONDS || sample.leap() == LeapIndicator.UNSYNCHRONISED) {
            return state;
        }
        long then = sample.at().nanos() - Span.ofSeconds(offset).nanos();
        long into = Math.floorMod(then, NANOS);
        return Labels.numbering(state, source.settings().id(),
                new FreeInstant(state.ledger().free(sample.at()).nanos() - into), Math.floorDiv(then, NANOS));
    }

    static Arrival exchange(State state, SourceState source, Observation.Exchange exchange) {
        SourceState said = source.said(source.standing(), source.weeksRepaired(), exchange.leap()).exchanged(exchange);
        return sample(state, said, exchange.at(), exchange.offset(), exchange.delay().seconds());
    }

    /// @param offset system clock minus source, as measured
    /// @param delaySeconds round trip, or NaN
    static Arrival sample(State state, SourceState source, SystemInstant at, Span offset, double delaySeconds) {
        if (Math.abs(offset.seconds()) > LARGEST_OFFSET_SECONDS) {
            return new Arrival(state.with(source));
        }
        FreeInstant free = state.ledger().free(at);
        Span corrected = offset.plus(Span.ofSeconds(source.settings().offsetSeconds()));
        Span freeOffset = corrected.minus(state.ledger().correctionAt(at));
        double stray = source.track().reckoningAt(free).map(r -> freeOffset.minus(r.offset()).seconds()).orElse(0.0);
        SampleTrack.Taken taken = source.track().sample(free, freeOffset, corrected, delaySeconds);
        SourceState heard = source.settings().kind() == Kind.SAMPLE || source.settings().kind() == Kind.SERVER
                ? source.heardAt(free)
                : source;
        State after = state.with(heard.tracked(taken.next(), stray));
        boolean lost = taken.next().samples() == 0 && source.track().samples() > 0;
        State next = lost && isHeld(state, source) ? after.distrusted() : after;
        return new Arrival(next, taken.judged() ? Optional.of(source.settings().id()) : Optional.empty());
    }

    static boolean isHeld(State state, SourceState source) {
        return state.held().filter(held -> held.best().id().equals(source.settings().id())).isPresent();
    }
}
