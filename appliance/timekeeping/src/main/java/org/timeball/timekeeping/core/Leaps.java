package org.timeball.timekeeping.core;

import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.core.State.Held;
import org.timeball.timekeeping.leap.LeapMode;
import org.timeball.timekeeping.leap.LeapPlan;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.snapshot.ClockEvent;
import org.timeball.timekeeping.snapshot.SourceSnapshot.Verdict;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.steering.ClockCommand;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// Leap seconds on their way through the core.
///
/// The clock counts as POSIX does. When a second is inserted, its reading and UTC part by a second at midnight; what was
/// learned of the sources moves with UTC, and the clock follows by a step (its own or ours) or a slew. What is captured
/// around a step is read as the clock was at that moment.
final class Leaps {
    /// The clock's own step comes with one of its ticks.
    private static final Span TICK = Span.ofMillis(20);
    /// So long before, the shell is asked to look exactly in time.
    private static final Span WAKE_BEFORE = Span.ofSeconds(2);
    private static final Span LATEST_LEAP = Span.ofMillis(100);
    private static final long SECOND = 1_000_000_000L;

    private Leaps() {
    }

    /// A reading that was taken just before the clock was set back and is told just after it is carried over. What was measured between UTC's leap and the clock's is not used.
    static Observation unfolded(State state, Observation observation) {
        LeapPlan leap = state.clock().leap();
        if (isBetween(leap, observation)) {
            return new Observation.Silence(observation.at());
        }
        if (!isBeforeStep(leap, state.now(), observation.at())) {
            return observation;
        }
        SystemInstant at = observation.at().minus(Span.ofSeconds(1));
        return switch (observation) {
            case Observation.PulseEdge edge -> new Observation.PulseEdge(edge.source(), at);
            case Observation.SecondLabel l -> new Observation.SecondLabel(l.source(), at, l.second(), l.standing(),
                    l.leap(), l.weeksRepaired());
            case Observation.ExternalSample s -> new Observation.ExternalSample(s.source(), at, s.offset(), s.leap());
            case Observation.Exchange e -> new Observation.Exchange(e.source(), at, e.offset(), e.delay(),
                    e.dispersion(), e.rootDelay(), e.rootDispersion(), e.stratum(), e.refid(), e.leap());
            case Observation.DeviceReport _,Observation.Reach _,Observation.OwnAddress _,Observation.SourceAdded _,Observation.SourceRemoved _,Observation.OperatorRequest _,Observation.ClockChanged _,Observation.Temperature _,Observation.LeapSeconds _,Observation.Silence _ ->
                observation;
        };
    }

    /// Readings go from midnight back to a second before it. One from after midnight that is told now, when half of that
    /// second has not passed yet, is from before the step.
    private static boolean isBeforeStep(LeapPlan leap, SystemInstant now, SystemInstant reading) {
        long late = reading.nanos() - leap.midnight().nanos();
        return leap.phase() == LeapPlan.Phase.SET_BACK && !now.isAfter(leap.foldEnd()) && late >= 0
                && late < LATEST_LEAP.nanos();
    }

    /// Whether UTC has leapt and the clock, a moment late, has not: what is measured then is a second off.
    private static boolean isBetween(LeapPlan leap, Observation observation) {
        boolean measured = observation instanceof Observation.PulseEdge
                || observation instanceof Observation.SecondLabel label && !label.second().isLeapSecond()
                || observation instanceof Observation.ExternalSample || observation instanceof Observation.Exchange;
        boolean awaited = leap.phase() == LeapPlan.Phase.AWAITED || leap.phase() == LeapPlan.Phase.STEPPING;
        long late = observation.at().nanos() - leap.due().nanos();
        return measured && awaited && late >= 0 && late < LATEST_LEAP.nanos();
    }

    /// The clock was stepped for the leap second.
    static Arrival stepped(State entered) {
        LeapPlan leap = entered.clock().leap();
        State leapt = entered.leapt(leap.step().negated());
        ClockState clock = leapt.clock();
        clock = clock.with(leap.stepped()).with(clock.base(), clock.slew().stepped(leap.step()));
        State next = leapt.with(clock.smoother().map(s -> s.shifted(leap.step().nanos()))
                .map(clock::with).orElse(clock));
        return new Arrival(next, Optional.empty(), List.of(), List.of(new ClockEvent.LeapTaken(leap.announced())));
    }

    /// Carries the leap second out when its moment has come, unless the clock does it by itself.
    static void take(Orders orders) {
        LeapPlan leap = orders.clock().leap();
        if (leap.mode() == LeapMode.SYSTEM || !leap.isDue(orders.state().now())) {
            return;
        }
        if (leap.mode() == LeapMode.STEP) {
            orders.put(orders.clock().with(leap.stepping()));
            orders.give(new ClockCommand.Step(leap.step()));
            return;
        }
        State leapt = orders.state().leapt(leap.step().negated());
        orders.put(leapt.with(leapt.clock().with(leap.taken())));
        orders.tell(new ClockEvent.LeapTaken(leap.announced()));
        if (leap.mode() == LeapMode.SLEW) {
            slew(orders, leap);
        }
    }

    private static void slew(Orders orders, LeapPlan leap) {
        SystemInstant now = orders.state().now();
        ClockState clock = orders.clock();
        double rest = clock.slew().restAt(now) + leap.step().seconds();
        orders.slew(clock.base(), Span.ofSeconds(rest));
        // Not the slew itself, where nothing else is smoothed: that is in the plan of all corrections.
        orders.clock().smoother().filter(s -> s.settings().leapOnly())
                .ifPresent(s -> orders.put(orders.clock().with(s.leapt(now, leap.step().seconds()))));
    }

    /// Takes in what the sources and the table announce.
    static void announce(Orders orders, Verdicts verdicts) {
        State state = orders.state();
        boolean believed = state.lock() == Lock.LOCKED || state.lock() == Lock.HOLDOVER;
        if (!believed) {
            return;
        }
        LeapPlan before = orders.clock().leap();
        SystemInstant now = state.now();
        LeapIndicator said = verdicts.members().isEmpty() ? before.announced() : said(state, verdicts);
        LeapPlan after = before.heard(now, said);
        if (after.announced() != before.announced() && !before.isOver()
                || after.announced() != LeapIndicator.NONE && before.announced() == LeapIndicator.NONE) {
            orders.tell(new ClockEvent.LeapAnnounced(after.announced()));
        }
        orders.put(orders.clock().with(after));
        tellTai(orders);
        wake(orders);
    }

    private static void wake(Orders orders) {
        LeapPlan leap = orders.clock().leap();
        SystemInstant due = leap.mode() == LeapMode.SYSTEM ? leap.due().plus(TICK) : leap.due();
        SystemInstant now = orders.state().now();
        if (leap.phase() == LeapPlan.Phase.AWAITED && due.isAfter(now) && !due.minus(WAKE_BEFORE).isAfter(now)) {
            orders.give(new ClockCommand.Wake(due));
        } else if (leap.phase() == LeapPlan.Phase.SET_BACK && leap.foldEnd().isAfter(now)
                && !leap.foldEnd().minus(WAKE_BEFORE).isAfter(now)) {
            orders.give(new ClockCommand.Wake(leap.foldEnd()));
        }
    }

    private static void tellTai(Orders orders) {
        LeapPlan leap = orders.clock().leap();
        SystemInstant now = orders.state().now();
        long second = Math.floorDiv(now.nanos(), SECOND);
        if (!leap.table().entries().isEmpty() && leap.table().isExpiredAt(second) && !leap.expiryTold()) {
            orders.tell(new ClockEvent.LeapTableExpired(leap.table().expires()));
            orders.put(orders.clock().with(leap.withExpiryTold()));
        }
        // Within a second of the end of the day a kernel may not have counted the leap second yet.
        boolean atMidnight = Math.abs(now.nanos() - leap.midnight().nanos()) < 2 * SECOND;
        int tai = leap.taiOffsetAt(now).orElse(0);
        if (tai != 0 && tai != leap.taiTold() && !atMidnight) {
            orders.give(new ClockCommand.TaiOffset(tai));
            orders.put(orders.clock().with(orders.clock().leap().withTaiTold(tai)));
        }
    }

    /// What most of the sources that could be selected say.
    private static LeapIndicator said(State state, Verdicts verdicts) {
        int voices = 0;
        int inserts = 0;
        int deletes = 0;
        for (int i = 0; i < state.sources().size(); i++) {
            Verdict verdict = verdicts.standings().get(i).state().verdict();
            if (verdict != Verdict.SELECTED && verdict != Verdict.COMBINED && verdict != Verdict.UNSELECTED) {
                continue;
            }
            LeapIndicator leap = leapOf(state, state.sources().get(i));
            voices++;
            inserts += leap == LeapIndicator.INSERT ? 1 : 0;
            deletes += leap == LeapIndicator.DELETE ? 1 : 0;
        }
        return 2 * inserts > voices
                ? LeapIndicator.INSERT
                : 2 * deletes > voices ? LeapIndicator.DELETE : LeapIndicator.NONE;
    }

    /// Pulses say nothing; who numbers them does.
    private static LeapIndicator leapOf(State state, SourceState source) {
        return source.settings().kind() == Kind.PULSE
                ? source.settings().lock().flatMap(state::source).map(SourceState::leap).orElse(LeapIndicator.NONE)
                : source.leap();
    }

    /// The clock was set right for a leap second by slewing, and how much of that is still to come; what is left of it is
    /// known and does not make the clock useless.
    static double excusedSeconds(State state, Held held) {
        LeapPlan leap = state.clock().leap();
        boolean slewing = leap.isOver() && leap.mode() == LeapMode.SLEW
                && state.clock().slew().restAt(state.now()) != 0;
        return slewing ? Math.min(1, Math.abs(state.offsetNow(held).seconds())) : 0;
    }
}
