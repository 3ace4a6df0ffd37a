package org.timeball.timekeeping.core;

import java.util.Optional;
import org.timeball.timekeeping.core.ClockState.ManualChange;
import org.timeball.timekeeping.leap.LeapTable;
import org.timeball.timekeeping.local.LocalSettings;
import org.timeball.timekeeping.manual.ManualEntries;
import org.timeball.timekeeping.observation.ClockRequest;
import org.timeball.timekeeping.observation.ClockRequest.ManualMode;
import org.timeball.timekeeping.observation.ClockRequest.SmoothTime;
import org.timeball.timekeeping.snapshot.ClockEvent;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// Carries out what operators ask of the clock.
final class ClockRequests {
    /// A century; no watch is wronger, and nanoseconds do not overflow.
    private static final double LARGEST_OFFSET_SECONDS = 3.2e9;
    private static final double LARGEST_RATE = 0.1;

    private ClockRequests() {
    }

    static void carryOut(Orders orders, SystemInstant at, ClockRequest request) {
        ClockState clock = orders.clock();
        switch (request) {
            case ClockRequest.MakeStep() -> makeStep(orders);
            case ClockRequest.StepPolicy(double threshold, int limit) ->
                orders.put(clock.with(clock.permissions().withStepPolicy(threshold, limit)));
            case ClockRequest.SetTime(SystemInstant wanted) -> setTime(orders, at, wanted);
            case ClockRequest.ManualMode(ManualMode.Switch to) -> orders.put(clock.with(switch (to) {
                case ON -> clock.manual().switched(true);
                case OFF -> clock.manual().switched(false);
                case RESET -> clock.manual().reset();
            }, ManualChange.NONE));
            case ClockRequest.DeleteManual(int index) ->
                orders.put(clock.with(clock.manual().without(index), clock.manualChange()));
            case ClockRequest.AdjustFrequency(double ppm) -> adjustFrequency(orders, ppm);
            case ClockRequest.AdjustOffset(double seconds) -> adjustOffset(orders, seconds);
            case ClockRequest.MaxUpdateSkew(double ppm) ->
                orders.put(clock.with(clock.permissions().withMaxUpdateSkew(ppm)));
            case ClockRequest.LocalMode(Optional<LocalSettings> settings) ->
                orders.put(clock.with(clock.local().with(settings)));
            case ClockRequest.SmoothTime(SmoothTime.Action action) -> smoothTime(orders, action);
        }
    }

    /// A table of leap seconds in place of the one before.
    static void leapSeconds(Orders orders, LeapTable table) {
        orders.put(orders.clock().with(orders.clock().leap().with(table)));
    }

    private static void makeStep(Orders orders) {
        Span rest = orders.clock().rest(orders.state().now());
        if (rest.nanos() != 0) {
            orders.step(orders.clock().base(), rest);
        }
    }

    private static void adjustFrequency(Orders orders, double ppm) {
        ClockState clock = orders.clock();
        double rate = (1 + clock.base().fraction()) / (1 + Math.clamp(ppm * 1e-6, -LARGEST_RATE, LARGEST_RATE)) - 1;
        Frequency base = new Frequency(Math.clamp(rate, -LARGEST_RATE, LARGEST_RATE));
        orders.slew(base, clock.rest(orders.state().now()));
    }

    private static void adjustOffset(Orders orders, double seconds) {
        if (Math.abs(seconds) <= LARGEST_OFFSET_SECONDS) {
            double rest = orders.clock().slew().restAt(orders.state().now());
            orders.slew(orders.clock().base(), Span.ofSeconds(rest - seconds));
        }
    }

    private static void setTime(Orders orders, SystemInstant at, SystemInstant wanted) {
        State state = orders.state();
        ClockState clock = state.clock();
        double ahead = ((double) at.nanos() - (double) wanted.nanos()) * 1e-9;
        if (!clock.manual().enabled() || !(Math.abs(ahead) <= LARGEST_OFFSET_SECONDS)) {
            return;
        }
        Span offset = at.since(wanted);
        FreeInstant free = state.ledger().free(at);
        ManualEntries entries = clock.manual().with(new ManualEntries.Entry(free,
                offset.minus(state.ledger().correctionAt(at)), offset.seconds()));
        double believed = -clock.base().fraction();
        double rate = Math.clamp(entries.rate().orElse(believed), -LARGEST_RATE, LARGEST_RATE);
        orders.put(clock.with(entries, new ManualChange(offset.seconds(), (rate - believed) * 1e6)));
        Span now = entries.offsetAt(state.freeNow(), believed).plus(state.ledger().correctionAt(state.now()));
        if (clock.permissions().allowStep(now.seconds())) {
            orders.step(new Frequency(-rate), now.negated());
        } else {
            orders.slew(new Frequency(-rate), now.negated());
        }
        orders.put(orders.clock().with(clock.permissions().afterUpdate()));
    }

    private static void smoothTime(Orders orders, SmoothTime.Action action) {
        SystemInstant now = orders.state().now();
        orders.clock().smoother().ifPresent(smoother -> {
            switch (action) {
                case RESET -> orders.put(orders.clock().with(smoother.reset(now)));
                case ACTIVATE -> {
                    if (!smoother.active()) {
                        orders.put(orders.clock().with(smoother.activated(now)));
                        orders.tell(new ClockEvent.SmoothingActivated(smoother.settings().leapOnly()));
                    }
                }
            }
        });
    }
}
