package org.timeball.timekeeping.core;

import java.util.function.BiFunction;
import org.timeball.timekeeping.leap.LeapMode;
import org.timeball.timekeeping.leap.LeapPlan;
import org.timeball.timekeeping.leap.LeapTable;
import org.timeball.timekeeping.local.LocalReference;
import org.timeball.timekeeping.observation.ClockRequest;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.ReferenceId;
import org.timeball.timekeeping.observation.Request;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceRequest;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.snapshot.ClockEvent;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.steering.ClockCommand;
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
    public static Step step(State state, Observation given) {
        Observation observation = Leaps.unfolded(state, given);
        Arrival arrival = arrive(state, observation);
        Orders orders = new Orders(arrival);
        demanded(orders, observation);
        Leaps.take(orders);
        Verdicts verdicts = Election.of(orders.state(), arrival.sampled());
        orders.put(orders.state().with(verdicts.memory()));
        verdicts.events().forEach(orders::tell);
        if (arrival.sampled().filter(verdicts::includes).isPresent()) {
            Discipline.correct(orders, verdicts);
        }
        orders.put(orders.state().locked(lock(orders.state(), verdicts)));
        boolean timePassed = observation instanceof Observation.Silence;
        if (timePassed) {
            Discipline.fallBack(orders);
        }
        Leaps.announce(orders, verdicts);
        judgeLocal(orders);
        State next = orders.state();
        if (timePassed || next.lock() != state.lock()
                || next.clock().leap().announced() != state.clock().leap().announced()) {
            orders.give(status(next));
        }
        return orders.step(Portrait.of(next, verdicts));
    }

    /// What an observation asks for at once, whatever the sources are worth.
    private static void demanded(Orders orders, Observation observation) {
        switch (observation) {
            case Observation.OperatorRequest(SystemInstant at, ClockRequest request) ->
                ClockRequests.carryOut(orders, at, request);
            case Observation.Temperature(SystemInstant _, double celsius) -> Warmth.felt(orders, celsius);
            case Observation.LeapSeconds(SystemInstant _, LeapTable table) -> ClockRequests.leapSeconds(orders, table);
            // What somebody else did to the rate is undone.
            case Observation.ClockChanged(SystemInstant _, Frequency _, Span stepped, boolean byUs) when !byUs
                    && stepped.nanos() == 0 ->
                orders.slew(orders.clock().base(), orders.clock().rest(orders.state().now()));
            case Observation.OperatorRequest _,Observation.PulseEdge _,Observation.SecondLabel _,Observation.ExternalSample _,Observation.Exchange _,Observation.DeviceReport _,Observation.PulseError _,Observation.Reach _,Observation.OwnAddress _,Observation.SourceAdded _,Observation.SourceRemoved _,Observation.ClockChanged _,Observation.Silence _ ->
                {
                }
        }
    }

    private static Arrival arrive(State before, Observation observation) {
        return switch (observation) {
            case Observation.ClockChanged change -> ClockChanges.changed(before, change);
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
            case Observation.PulseError error -> heard(before, error.source(), error.at(),
                    (state, source) -> new Arrival(state.with(source.announced(error))));
            case Observation.OwnAddress address -> heard(before, address.source(), address.at(),
                    (state, source) -> new Arrival(state.with(source.seenAs(ReferenceId.ofAddress(address.own())))));
            case Observation.SecondLabel label -> stamped(before, label.source(), label.at(),
                    (state, source) -> Labels.leapOrLabel(state, source, label));
            case Observation.PulseEdge edge -> stamped(before, edge.source(), edge.at(),
                    (state, source) -> source.numbering().isEmpty()
                            ? new Arrival(state)
                            : Pulses.pulse(state, source, edge));
            case Observation.ExternalSample sample -> stamped(before, sample.source(), sample.at(),
                    (state, source) -> source.settings().kind() == Kind.PULSE
                            ? Pulses.pulse(state, source, Pulses.edge(sample))
                            : Samples.external(state, source, sample));
            case Observation.Exchange exchange -> measured(before, exchange.source(), exchange.at(),
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

    /// The same for what our own client has measured: in interleaved mode, and where it waits for several samples to choose
    /// from, an exchange is told of one or more poll intervals later.
    private static Arrival measured(State before, SourceId id, SystemInstant at,
            BiFunction<State, SourceState, Arrival> what) {
        return at.isAfter(before.now()) ? stamped(before, id, at, what) : heard(before, id, at, what);
    }

    private static Lock lock(State state, Verdicts verdicts) {
        if (state.held().isEmpty()) {
            return Lock.ACQUIRING;
        }
        State.Held held = state.held().get();
        if (state.rootDistanceNow(held) - Leaps.excusedSeconds(state, held) > USELESS_SECONDS) {
            return state.lock() == Lock.ACQUIRING ? Lock.ACQUIRING : Lock.EXHAUSTED;
        }
        return verdicts.members().isEmpty() ? Lock.HOLDOVER : Lock.LOCKED;
    }

    private static boolean isBelieved(State state) {
        return state.lock() == Lock.LOCKED || state.lock() == Lock.HOLDOVER;
    }

    private static void judgeLocal(Orders orders) {
        State state = orders.state();
        LocalReference before = state.clock().local();
        double distance = state.held().filter(_ -> isBelieved(state)).map(state::rootDistanceNow)
                .orElse(Double.POSITIVE_INFINITY);
        double updated = state.clock().history().last().map(at -> state.freeNow().since(at).seconds())
                .orElse(Double.NaN);
        LocalReference after = before.judged(distance, updated, state.freeNow().since(state.started()).seconds());
        if (!after.equals(before)) {
            orders.put(orders.clock().with(after));
        }
        if (after.active() != before.active()) {
            int stratum = after.settings().or(before::settings).orElseThrow().stratum();
            orders.tell(new ClockEvent.LocalReference(after.active(), stratum));
        }
    }

    private static ClockCommand status(State state) {
        double bound = state.held().map(state::rootDistanceNow).orElse(USELESS_SECONDS);
        LeapPlan leap = state.clock().leap();
        LeapIndicator itself = leap.mode() == LeapMode.SYSTEM ? leap.announced() : LeapIndicator.NONE;
        return new ClockCommand.Status(isBelieved(state) ? itself : LeapIndicator.UNSYNCHRONISED, bound);
    }
}
