package org.timeball.timekeeping.core;

import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.leap.LeapPlan;
import org.timeball.timekeeping.observation.Observation.ClockChanged;
import org.timeball.timekeeping.observation.SourceRequest;
import org.timeball.timekeeping.snapshot.ClockEvent;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.steering.CorrectionLedger;
import org.timeball.timekeeping.steering.Slew;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// Takes in what became of the clock, by our commands and without them.
final class ClockChanges {
    /// A larger jump is no small correction by somebody: a sleep, a restored machine, another date. What was learned of
    /// the oscillator and the sources before it is worth nothing.
    private static final double JUMP_SECONDS = 10;
    /// A step that is seen from outside is not seen exactly.
    private static final Span TOLERANCE = Span.ofMillis(100);

    private ClockChanges() {
    }

    static Arrival changed(State before, ClockChanged change) {
        LeapPlan leap = before.clock().leap();
        boolean ours = change.byUs() && leap.phase() == LeapPlan.Phase.STEPPING;
        if ((ours || !change.byUs()) && leap.explains(change.at(), change.stepped(), TOLERANCE)) {
            return Leaps.stepped(entered(before, new ClockChanged(ours ? change.at() : leap.due(), change.rate(),
                    leap.step(), change.byUs())));
        }
        State entered = entered(before, change);
        if (change.byUs()) {
            return change.stepped().nanos() == 0
                    ? new Arrival(entered)
                    : told(entered, new ClockEvent.ClockStepped(change.stepped().seconds()));
        }
        double seconds = change.stepped().seconds();
        if (seconds == 0) {
            return told(entered, new ClockEvent.ForeignRate(change.rate().ppm()));
        }
        State disturbed = shifted(entered, change.stepped()).disturbed(seconds);
        return Math.abs(seconds) > JUMP_SECONDS
                ? told(reset(disturbed), new ClockEvent.TimeJump(seconds))
                : told(disturbed, new ClockEvent.ForeignStep(seconds));
    }

    private static State entered(State before, ClockChanged change) {
        CorrectionLedger ledger = before.ledger().changed(change.at(), before.clock().beside(change.rate()),
                change.stepped());
        SystemInstant now = change.at().isAfter(before.now()) ? change.at() : before.now();
        return before.movedTo(now.plus(change.stepped()), ledger);
    }

    /// What was planned by readings of the clock goes on as it was planned.
    private static State shifted(State state, Span stepped) {
        ClockState clock = state.clock();
        ClockState moved = clock.with(clock.base(), clock.slew().stepped(stepped));
        return state.with(moved.smoother().map(s -> moved.with(s.shifted(stepped.nanos()))).orElse(moved));
    }

    private static State reset(State state) {
        State fresh = SourceChanges.requested(state, new SourceRequest.ResetSources());
        ClockState clock = fresh.clock().with(fresh.clock().base(), Slew.NONE);
        return fresh.with(clock.smoother().map(s -> clock.with(s.reset(fresh.now()))).orElse(clock));
    }

    private static Arrival told(State state, Event event) {
        return new Arrival(state, Optional.empty(), List.of(), List.of(event));
    }
}
