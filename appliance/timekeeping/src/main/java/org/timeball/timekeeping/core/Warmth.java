package org.timeball.timekeeping.core;

import java.util.OptionalDouble;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Frequency;

/// Takes in temperatures: by a configured curve, or for the filters to learn from.
final class Warmth {
    private Warmth() {
    }

    static void felt(Orders orders, double celsius) {
        State state = orders.state();
        state.settings().clock().temperature().ifPresentOrElse(curve -> {
            OptionalDouble ppm = curve.compensationPpm(celsius);
            if (ppm.isPresent()) {
                compensate(orders, new Frequency(ppm.getAsDouble() * 1e-6));
            }
        }, () -> learn(orders, celsius));
    }

    private static void compensate(Orders orders, Frequency compensation) {
        ClockState clock = orders.clock();
        if (!compensation.equals(clock.compensation())) {
            orders.put(clock.compensated(compensation));
            orders.slew(clock.base(), clock.rest(orders.state().now()));
        }
    }

    /// In holdover the clock follows the temperature at once; else the next sample brings it along.
    private static void learn(Orders orders, double celsius) {
        FreeInstant at = orders.state().freeNow();
        State next = orders.state();
        for (SourceState source : next.sources()) {
            next = next.with(source.tracked(source.track().warmed(at, celsius), source.straySeconds()));
        }
        orders.put(next);
        next.held().filter(_ -> orders.state().lock() == Lock.HOLDOVER)
                .ifPresent(held -> Discipline.again(orders, held.warmed(at, celsius)));
    }
}
