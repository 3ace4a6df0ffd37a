package org.timeball.timekeeping.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.core.State.Held;
import org.timeball.timekeeping.observation.ReferenceId;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;

/// Paints the snapshot of a state.
final class Portrait {
    /// Who holds a snapshot longer than this has lost the timekeeper: ten times its usual age.
    private static final Span GOOD_FOR = Span.ofSeconds(10);
    /// No oscillator is known better than this; keeps the bound growing whatever was learned.
    private static final double LEAST_GROWTH = 1e-9;

    /// Long enough for somebody to look.
    private static final double DISTURBANCE_SHOWN_SECONDS = 300;

    private Portrait() {
    }

    static TimingSnapshot of(State state, Verdicts verdicts) {
        return ClockPortrait.of(state, plain(state, verdicts));
    }

    private static TimingSnapshot plain(State state, Verdicts verdicts) {
        List<SourceSnapshot> sources = new ArrayList<>();
        for (SourceState source : state.sources()) {
            sources.add(SourcePortrait.of(state, source, verdicts));
        }
        Reason reason = reason(state, verdicts);
        Optional<Held> held = state.held();
        boolean vouched = state.lock() == Lock.LOCKED || state.lock() == Lock.HOLDOVER;
        if (held.isEmpty() || !vouched) {
            double bound = held.map(state::rootDistanceNow).orElse(Core.USELESS_SECONDS);
            return new TimingSnapshot(state.now(), state.lock(), state.since(), reason, LeapIndicator.UNSYNCHRONISED,
                    TimingSnapshot.UNSYNCHRONISED_STRATUM, 0, state.now(), Span.ZERO, bound, 0, GOOD_FOR,
                    held.map(by -> state.offsetNow(by).seconds()).orElse(0.0), 0, 0, state.ledger().rate().ppm(),
                    sources);
        }
        return vouched(state, held.get(), reason, sources);
    }

    /// A primary clock that runs on by itself is one stratum below what it was, and its own reference. A clock that was
    /// synchronised to a server still is, with a growing error, as everybody along that way expects.
    private static TimingSnapshot vouched(State state, Held held, Reason reason, List<SourceSnapshot> sources) {
        boolean locked = state.lock() == Lock.LOCKED;
        boolean isNetwork = held.best().kind() == Kind.SERVER;
        double now = state.errorBoundNow(held);
        FreeInstant horizon = new FreeInstant(state.freeNow().nanos() + GOOD_FOR.nanos());
        double growth = (held.boundAt(horizon) - held.boundAt(state.freeNow())) / GOOD_FOR.seconds();
        double base = held.base().fraction();
        double residualRate = Math.abs(base + held.reckoning().rate());
        return new TimingSnapshot(state.now(), state.lock(), state.since(), reason,
                state.clock().leap().announced(),
                locked || isNetwork ? held.stratum() : Math.min(15, held.stratum() + 1),
                locked || isNetwork ? held.refid() : ReferenceId.LOCAL, held.corrected(),
                Span.ofSeconds(held.rootDelaySeconds()), now,
                Math.max(0, growth) + residualRate + leastGrowth(state), GOOD_FOR, state.offsetNow(held).seconds(),
                held.reckoning().rate() * 1e6, held.reckoning().rateSigma() * 1e6, state.ledger().rate().ppm(),
                sources);
    }

    private static double leastGrowth(State state) {
        return Math.max(LEAST_GROWTH, state.settings().steering().maxClockErrorPpm().orElse(0) * 1e-6);
    }

    /// The one cause: of the source that the clock runs by, else of the most promising one.
    private static Reason reason(State state, Verdicts verdicts) {
        Optional<SourceState> hope = hope(state);
        if (hope.isEmpty()) {
            return new Reason(Cause.NO_SOURCE);
        }
        Optional<State.Disturbance> disturbance = state.disturbance()
                .filter(d -> state.freeNow().since(d.at()).seconds() < DISTURBANCE_SHOWN_SECONDS);
        if (disturbance.isPresent() && state.lock() == Lock.ACQUIRING) {
            return new Reason(Cause.CLOCK_DISTURBED, disturbance.get().seconds());
        }
        boolean locked = state.lock() == Lock.LOCKED;
        Reason reason = locked ? Reason.NONE : verdicts.reasons().get(state.indexOf(hope.get().settings().id()));
        if (!reason.isNone()) {
            return reason;
        }
        if (disturbance.isPresent()) {
            return new Reason(Cause.CLOCK_DISTURBED, disturbance.get().seconds());
        }
        if (locked) {
            return state.sources().stream().filter(source -> source.weeksRepaired() != 0).findFirst()
                    .map(source -> new Reason(Cause.DATE_REPAIRED, source.weeksRepaired())).orElse(Reason.NONE);
        }
        return state.held().isEmpty()
                ? new Reason(Cause.FEW_SAMPLES, hope.get().track().samples())
                : new Reason(Cause.HOLDOVER_EXHAUSTED, state.errorBoundNow(state.held().get()));
    }

    private static Optional<SourceState> hope(State state) {
        Optional<SourceState> held = state.held().flatMap(by -> state.source(by.best().id()));
        if (held.isPresent()) {
            return held;
        }
        List<SourceState> selectable = state.sources().stream().filter(s -> !s.settings().selection().noselect())
                .toList();
        return selectable.stream().filter(s -> s.settings().kind() == Kind.PULSE).findFirst()
                .or(() -> selectable.stream().findFirst());
    }
}
