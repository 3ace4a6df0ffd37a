package org.timeball.timekeeping.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.combination.Combination;
import org.timeball.timekeeping.combination.Reckoning;
import org.timeball.timekeeping.core.State.Held;
import org.timeball.timekeeping.leap.LeapTable;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Request;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.snapshot.SourceSnapshot.Kind;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.steering.ClockCommand;
import org.timeball.timekeeping.steering.CorrectionLedger;
import org.timeball.timekeeping.steering.Steering;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// The discipline of the clock as one function.
public final class Core {
    /// A clock that may be wrong by more than this tells nobody the time.
    public static final double USELESS_SECONDS = 1;
    /// The clock predicts its pulses where its own bound is this good.
    private static final double PREDICTS_SECONDS = 0.05;
    /// POSIX seconds either way that nanoseconds in a long can hold, less a margin: the years 1700 to 2240.
    private static final long EPOCH_SECONDS_LIMIT = 8_520_000_000L;
    /// What was captured is processed within milliseconds, or a second when the machine is busy. A stamp this far from
    /// the latest reading was not taken from our clock.
    private static final double STAMP_SECONDS = 10;
    private static final Span INSERTED = Span.ofSeconds(1);
    /// A century; no offset is larger, and nanoseconds do not overflow.
    private static final double LARGEST_OFFSET_SECONDS = 3.2e9;

    private Core() {
    }

    /// Takes in one observation.
    public static Step step(State state, Observation observation) {
        Arrival arrival = arrive(state, observation);
        State next = arrival.state;
        Verdicts verdicts = Verdicts.of(next);
        List<ClockCommand> commands = new ArrayList<>(arrival.commands);
        if (arrival.sampled.filter(verdicts::includes).isPresent()) {
            next = correct(next, verdicts, commands);
        }
        next = next.locked(lock(next, verdicts));
        if (observation instanceof Observation.Silence || next.lock() != state.lock()) {
            commands.add(status(next));
        }
        return new Step(next, commands, Portrait.of(next, verdicts), List.of());
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
            case Observation.OperatorRequest(SystemInstant at, Request _) -> new Arrival(before.at(at));
            case Observation.Temperature(SystemInstant at, double _) -> new Arrival(before.at(at));
            case Observation.LeapSeconds(SystemInstant at, LeapTable _) -> new Arrival(before.at(at));
            case Observation.DeviceReport report -> {
                State state = before.at(report.at());
                SourceState source = source(state, report.source());
                yield new Arrival(state.with(source.condition(report.condition(), report.detail())));
            }
            case Observation.SecondLabel label when isOffStamp(before, label.at()) ->
                offStamp(before, label.source(), label.at());
            case Observation.SecondLabel label -> leapOrLabel(before.at(label.at()), label);
            case Observation.PulseEdge edge when isOffStamp(before, edge.at()) ->
                offStamp(before, edge.source(), edge.at());
            case Observation.PulseEdge edge -> pulse(before.at(edge.at()), edge);
            case Observation.ExternalSample sample when isOffStamp(before, sample.at()) ->
                offStamp(before, sample.source(), sample.at());
            case Observation.ExternalSample sample -> {
                State state = before.at(sample.at());
                SourceState source = source(state, sample.source());
                SourceState said = source.said(source.standing(), source.weeksRepaired(), sample.leap());
                yield sample(state, said, sample.at(), sample.offset(), Double.NaN);
            }
            case Observation.Exchange exchange when isOffStamp(before, exchange.at()) ->
                offStamp(before, exchange.source(), exchange.at());
            case Observation.Exchange exchange -> {
                State state = before.at(exchange.at());
                SourceState source = source(state, exchange.source());
                SourceState said = source.said(source.standing(), source.weeksRepaired(), exchange.leap());
                yield sample(state, said, exchange.at(), exchange.offset(), exchange.delay().seconds());
            }
        };
    }

    private static boolean isOffStamp(State state, SystemInstant at) {
        return Math.abs(aheadSeconds(state, at)) > STAMP_SECONDS;
    }

    private static double aheadSeconds(State state, SystemInstant at) {
        return ((double) at.nanos() - (double) state.now().nanos()) * 1e-9;
    }

    private static Arrival offStamp(State state, SourceId id, SystemInstant at) {
        return new Arrival(state.with(source(state, id).stampedAhead(aheadSeconds(state, at))));
    }

    private static SourceState source(State state, SourceId id) {
        return state.sources().get(id.number());
    }

    /// Where nobody announced it, the labels themselves tell of an inserted second: they name 23:59:60, and then midnight,
    /// which our clock has just had. It is then set back by the second that it did not insert.
    private static Arrival leapOrLabel(State state, Observation.SecondLabel label) {
        UtcInstant second = label.second();
        if (label.standing() != Observation.Standing.FIX || state.held().isEmpty()) {
            return label(state, label);
        }
        if (second.isLeapSecond()) {
            Arrival arrival = label(state, label);
            Optional<UtcInstant> seen = second.isLeapSecondDay() ? Optional.of(second) : Optional.empty();
            return new Arrival(arrival.state.leapSecondSeen(seen), arrival.sampled, List.of());
        }
        boolean repeated = state.leapSecondSeen().filter(seen -> seen.epochSecond() + 1 == second.epochSecond())
                .isPresent();
        if (!repeated || !expectedSecondLater(state, label)) {
            return label(state.leapSecondSeen(Optional.empty()), label);
        }
        Arrival arrival = label(state.leapt(INSERTED), label);
        return new Arrival(arrival.state, Optional.empty(), List.of(new ClockCommand.Step(INSERTED.negated())));
    }

    /// Whether our clock has counted one second more than the label.
    private static boolean expectedSecondLater(State state, Observation.SecondLabel label) {
        Span offset = state.held().map(state::offsetNow).orElse(Span.ZERO);
        double ahead = label.at().since(new SystemInstant(label.second().posixNanos())).minus(offset).seconds();
        return Verdicts.labelWindow(source(state, label.source()).settings()).contains(ahead - 1);
    }

    private static Arrival label(State state, Observation.SecondLabel label) {
        FreeInstant at = state.ledger().free(label.at());
        boolean possible = Math.abs(label.second().epochSecond()) < EPOCH_SECONDS_LIMIT;
        Observation.Standing standing = possible ? label.standing() : Observation.Standing.IMPLAUSIBLE_DATE;
        SourceState source = source(state, label.source()).heardAt(at).said(standing, label.weeksRepaired(),
                label.leap());
        if (standing != Observation.Standing.FIX) {
            return new Arrival(state.with(source));
        }
        long second = label.second().posixNanos() / 1_000_000_000L;
        State next = state;
        for (SourceState other : state.sources()) {
            if (other.settings().lock().filter(label.source()::equals).isPresent()) {
                next = renumbered(next, other, at, second);
            }
        }
        double delay = source.settings().labelDelaySeconds()
                .orElseGet(() -> Verdicts.labelWindow(source.settings()).middleSeconds());
        Span offset = label.at().since(new SystemInstant(second * 1_000_000_000L)).minus(Span.ofSeconds(delay));
        return sample(next, source, label.at(), offset, Double.NaN);
    }

    private static State renumbered(State state, SourceState pulses, FreeInstant at, long second) {
        SourceState next = pulses.numbered(pulses.numbering().orElseThrow().label(at, second), pulses.straySeconds());
        State after = state.with(next);
        boolean lost = next.track().samples() == 0 && pulses.track().samples() > 0;
        return lost && isHeld(state, pulses) ? after.distrusted() : after;
    }

    private static Arrival pulse(State state, Observation.PulseEdge edge) {
        FreeInstant at = state.ledger().free(edge.at());
        SourceState source = source(state, edge.source()).heardAt(at);
        var numbering = source.numbering().orElseThrow();
        Optional<Span> expected = state.held().filter(held -> held.boundAt(at) < PREDICTS_SECONDS)
                .map(held -> held.reckoning().offsetAt(at).minus(Span.ofSeconds(source.settings().offsetSeconds())));
        var numbered = expected.map(numbering::predicted).orElse(numbering).pulse(at);
        SourceState next = source.numbered(numbered.next(), numbered.straySeconds());
        if (numbered.offset().isEmpty() || !labelsStand(state, next, at)) {
            return new Arrival(state.with(next));
        }
        Span systemOffset = numbered.offset().get().plus(state.ledger().correctionAt(edge.at()));
        return sample(state, next, edge.at(), systemOffset, Double.NaN);
    }

    /// Whether the labels behind a pulse source can be believed at this moment.
    private static boolean labelsStand(State state, SourceState pulses, FreeInstant at) {
        SourceState labels = source(state, pulses.settings().lock().orElseThrow());
        return labels.labelReason(at).isNone();
    }

    /// @param offset system clock minus source, as measured
    private static Arrival sample(State state, SourceState source, SystemInstant at, Span offset, double delaySeconds) {
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

    private static boolean isHeld(State state, SourceState source) {
        return state.held().filter(held -> held.best().id().equals(source.settings().id())).isPresent();
    }

    private static State correct(State state, Verdicts verdicts, List<ClockCommand> commands) {
        FreeInstant at = state.freeNow();
        List<Combination.Member> members = new ArrayList<>();
        for (SourceState source : verdicts.members()) {
            double bound = Verdicts.distance(source, at);
            source.track().reckoningAt(at).ifPresent(r -> members.add(new Combination.Member(r, bound)));
        }
        Reckoning reckoning = Combination.of(at, members);
        List<ClockCommand> correction = Steering.correct(reckoning, state.ledger(), state.now(),
                state.settings().steering(), state.updates() + 1);
        commands.addAll(correction);
        Frequency base = correction.getLast() instanceof ClockCommand.Steer steer ? steer.base() : Frequency.ZERO;
        SourceState best = verdicts.members().getFirst();
        return state.corrected(new Held(reckoning, best.track(), best.settings(), Verdicts.systematic(best), base,
                state.now()));
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
                ? source(state, state.held().orElseThrow().best().id()).leap()
                : LeapIndicator.UNSYNCHRONISED;
        return new ClockCommand.Status(leap, bound);
    }

    /// @param state after the observation
    /// @param sampled the source whose filter has judged a sample, if one has
    /// @param commands what the observation itself demands, before any correction by it
    private record Arrival(State state, Optional<SourceId> sampled, List<ClockCommand> commands) {
        Arrival(State state) {
            this(state, Optional.empty());
        }

        Arrival(State state, Optional<SourceId> sampled) {
            this(state, sampled, List.of());
        }
    }
}
