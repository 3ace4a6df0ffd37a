package org.timeball.timekeeping.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.timeball.timekeeping.combination.Combination;
import org.timeball.timekeeping.combination.Reckoning;
import org.timeball.timekeeping.core.State.Held;
import org.timeball.timekeeping.leap.LeapTable;
import org.timeball.timekeeping.observation.ClockRequest;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Request;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceRequest;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.steering.ClockCommand;
import org.timeball.timekeeping.steering.CorrectionLedger;
import org.timeball.timekeeping.steering.Steering;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// The discipline of the clock as one function.
public final class Core {
    /// A clock that may be wrong by more than this tells nobody the time.
    public static final double USELESS_SECONDS = 1;
    /// What was captured is processed within milliseconds, or a second when the machine is busy. A stamp this far from
    /// the latest reading was not taken from our clock.
    private static final double STAMP_SECONDS = 10;

    private Core() {
    }

    /// Takes in one observation.
    public static Step step(State state, Observation observation) {
        Arrival arrival = arrive(state, observation);
        State next = arrival.state();
        Verdicts verdicts = Election.of(next, arrival.sampled());
        next = next.with(verdicts.memory());
        List<ClockCommand> commands = new ArrayList<>(arrival.commands());
        List<Event> events = new ArrayList<>(arrival.events());
        events.addAll(verdicts.events());
        if (arrival.sampled().filter(verdicts::includes).isPresent()) {
            next = correct(next, verdicts, commands);
        }
        next = next.locked(lock(next, verdicts));
        if (observation instanceof Observation.Silence || next.lock() != state.lock()) {
            commands.add(status(next));
        }
        return new Step(next, commands, Portrait.of(next, verdicts), events);
    }

    private static Arrival arrive(State before, Observation observation) {
        return switch (observation) {
            case Observation.ClockChanged(SystemInstant at, Frequency rate, Span stepped, boolean byUs) -> {
                CorrectionLedger ledger = before.ledger().changed(at, rate, stepped);
                SystemInstant now = at.isAfter(before.now()) ? at : before.now();
                State moved = before.movedTo(now.plus(stepped), ledger);
                yield new Arrival(byUs ? moved : moved.disturbed(stepped.seconds()));
            }
            case Observation.Silence(SystemInstant at) -> new Arrival(before.at(at));
            case Observation.Temperature(SystemInstant at, double _) -> new Arrival(before.at(at));
            case Observation.LeapSeconds(SystemInstant at, LeapTable _) -> new Arrival(before.at(at));
            case Observation.OperatorRequest(SystemInstant at, Request request) -> requested(before.at(at), request);
            case Observation.SourceAdded added -> new Arrival(SourceChanges.added(before.at(added.at()), added));
            case Observation.SourceRemoved removed -> new Arrival(
                    SourceChanges.removed(before.at(removed.at()), removed));
            case Observation.DeviceReport report -> heard(before, report.source(), report.at(),
                    (state, source) -> new Arrival(
                            state.with(source.condition(report.condition(), report.detail()))));
            case Observation.Reach reach -> heard(before, reach.source(), reach.at(),
                    (state, source) -> new Arrival(state.with(source.polled(reach.register(), reach.selectable()))));
            case Observation.SecondLabel label -> stamped(before, label.source(), label.at(),
                    (state, source) -> Labels.leapOrLabel(state, source, label));
            case Observation.PulseEdge edge -> stamped(before, edge.source(), edge.at(),
                    (state, source) -> Pulses.pulse(state, source, edge));
            case Observation.ExternalSample sample -> stamped(before, sample.source(), sample.at(),
                    (state, source) -> Samples.external(state, source, sample));
            case Observation.Exchange exchange -> stamped(before, exchange.source(), exchange.at(),
                    (state, source) -> Samples.exchange(state, source, exchange));
        };
    }

    private static Arrival requested(State state, Request request) {
        return switch (request) {
            case ClockRequest _ -> new Arrival(state);
            case SourceRequest asked -> new Arrival(SourceChanges.requested(state, asked));
        };
    }

    /// What is said of a source that there is not, or is not any more, is not heard.
    private static Arrival heard(State before, SourceId id, SystemInstant at,
            BiFunction<State, SourceState, Arrival> what) {
        State state = before.at(at);
        return state.source(id).map(source -> what.apply(state, source)).orElseGet(() -> new Arrival(state));
    }

    /// The same for what must have been captured by our clock just now.
    private static Arrival stamped(State before, SourceId id, SystemInstant at,
            BiFunction<State, SourceState, Arrival> what) {
        double ahead = ((double) at.nanos() - (double) before.now().nanos()) * 1e-9;
        return Math.abs(ahead) > STAMP_SECONDS
                ? before.source(id).map(source -> new Arrival(before.with(source.stampedAhead(ahead))))
                        .orElseGet(() -> new Arrival(before))
                : heard(before, id, at, what);
    }

    private static State correct(State state, Verdicts verdicts, List<ClockCommand> commands) {
        FreeInstant at = state.freeNow();
        List<Combination.Member> members = new ArrayList<>();
        for (SourceState source : verdicts.members()) {
            double bound = Candidate.distance(source, at);
            source.track().reckoningAt(at).ifPresent(r -> members.add(new Combination.Member(r, bound)));
        }
        Reckoning reckoning = Combination.of(at, members);
        List<ClockCommand> correction = Steering.correct(reckoning, state.ledger(), state.now(),
                state.settings().steering(), state.updates() + 1);
        commands.addAll(correction);
        Frequency base = correction.getLast() instanceof ClockCommand.Steer steer ? steer.base() : Frequency.ZERO;
        SourceState best = verdicts.members().getFirst();
        // The others may have drawn the reckoning away from the source whose bound is claimed.
        double drawn = Math.abs(reckoning.offsetAt(at).minus(members.getFirst().reckoning().offsetAt(at)).seconds());
        return state.corrected(new Held(reckoning, best.track(), best.settings(), best.contact(),
                Candidate.systematic(best) + drawn, base, state.now()));
    }

    private static Lock lock(State state, Verdicts verdicts) {
        if (state.held().isEmpty()) {
            return Lock.ACQUIRING;
        }
        if (state.rootDistanceNow(state.held().get()) > USELESS_SECONDS) {
            return state.lock() == Lock.ACQUIRING ? Lock.ACQUIRING : Lock.EXHAUSTED;
        }
        return verdicts.members().isEmpty() ? Lock.HOLDOVER : Lock.LOCKED;
    }

    private static ClockCommand status(State state) {
        boolean believed = state.lock() == Lock.LOCKED || state.lock() == Lock.HOLDOVER;
        double bound = state.held().map(state::rootDistanceNow).orElse(USELESS_SECONDS);
        LeapIndicator leap = believed
                ? state.leap()
                : LeapIndicator.UNSYNCHRONISED;
        return new ClockCommand.Status(leap, bound);
    }
}
