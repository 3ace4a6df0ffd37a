package org.timeball.timekeeping.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.combination.Combination;
import org.timeball.timekeeping.combination.Reckoning;
import org.timeball.timekeeping.core.State.Held;
import org.timeball.timekeeping.snapshot.ClockEvent;
import org.timeball.timekeeping.steering.FallbackDrift;
import org.timeball.timekeeping.steering.Permissions;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.steering.SteeringSettings.MaxChange;
import org.timeball.timekeeping.steering.Steering;
import org.timeball.timekeeping.steering.UpdateHistory;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;

/// Corrects the clock by what is believed of it.
final class Discipline {
    private Discipline() {
    }

    /// An update by the sources that are believed.
    static void correct(Orders orders, Verdicts verdicts) {
        State state = orders.state();
        FreeInstant at = state.freeNow();
        List<Combination.Member> members = new ArrayList<>();
        for (SourceState source : verdicts.members()) {
            double bound = Candidate.distance(source, at);
            source.track().reckoningAt(at).ifPresent(r -> members.add(new Combination.Member(r, bound)));
        }
        Reckoning reckoning = Combination.of(at, members);
        Span offset = reckoning.offsetAt(at).plus(state.ledger().correctionAt(state.now()));
        double found = offset.seconds() + state.clock().slew().restAt(state.now());
        Permissions permissions = state.clock().permissions();
        if (permissions.refuse(found)) {
            refuse(orders, permissions, found);
            return;
        }
        SteeringSettings settings = state.settings().steering();
        if (Math.abs(found) > settings.logChangeSeconds()) {
            orders.tell(new ClockEvent.ClockWrong(found));
        }
        Frequency base = Steering.base(reckoning, state.clock().base(), settings, permissions.maxUpdateSkewPpm());
        SourceState best = verdicts.members().getFirst();
        // The others may have drawn the reckoning away from the source whose bound is claimed.
        double drawn = Math.abs(reckoning.offsetAt(at).minus(members.getFirst().reckoning().offsetAt(at)).seconds());
        orders.put(state.corrected(new Held(reckoning, best.track(), best.settings(), best.contact(),
                Candidate.systematic(best) + drawn, base, state.now())));
        remember(orders, at, found, base);
        if (permissions.allowStep(offset.seconds())) {
            orders.step(base, offset.negated());
        } else {
            Span amount = Steering.wanted(offset, reckoning);
            orders.slew(base, amount, Steering.leisure(amount, reckoning, orders.clock().history()));
        }
        activateSmoothing(orders, reckoning);
    }

    private static void refuse(Orders orders, Permissions permissions, double found) {
        boolean ends = permissions.refusalEnds();
        double most = permissions.maxChange().map(MaxChange::offsetSeconds).orElse(0.0);
        orders.tell(new ClockEvent.AdjustmentRefused(found, most, ends));
        orders.put(orders.clock().with(permissions.afterRefusal()));
    }

    private static void remember(Orders orders, FreeInstant at, double found, Frequency base) {
        ClockState clock = orders.clock();
        UpdateHistory history = clock.history().after(at, found);
        orders.put(clock.with(history).with(clock.permissions().afterUpdate()));
        clock.fallback().ifPresent(fallback -> orders
                .put(orders.clock().with(fallback.after(-base.fraction(), history.intervalSeconds()))));
    }

    private static void activateSmoothing(Orders orders, Reckoning reckoning) {
        orders.clock().smoother().filter(smoother -> smoother.activatesAt(reckoning.rateSigma()))
                .ifPresent(smoother -> {
                    orders.put(orders.clock().with(smoother.activated(orders.state().now())));
                    orders.tell(new ClockEvent.SmoothingActivated(smoother.settings().leapOnly()));
                });
    }

    /// Corrects by what the clock runs by, as it is now, without any new word from a source.
    static void again(Orders orders, Held held) {
        Frequency base = Steering.base(held.reckoning(), orders.clock().base(), orders.state().settings().steering(),
                orders.clock().permissions().maxUpdateSkewPpm());
        orders.put(orders.state().corrected(held.with(base)));
        orders.slew(base, orders.state().offsetNow(held).negated());
    }

    /// Where nothing was heard for long, an average of the rate is used, if there is to be one.
    static void fallBack(Orders orders) {
        State state = orders.state();
        ClockState clock = state.clock();
        Optional<FallbackDrift> next = clock.history().last().flatMap(last -> clock.fallback()
                .flatMap(fallback -> fallback.unheard(state.freeNow().since(last).seconds())));
        next.ifPresent(fallback -> {
            orders.put(clock.with(fallback));
            orders.tell(new ClockEvent.FallbackDrift(fallback.rate() * 1e6, Math.scalb(1.0, fallback.used())));
            orders.slew(new Frequency(-fallback.rate()), clock.rest(state.now()));
        });
    }
}
