package org.timeball.simulator.scenario;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.timekeeping.core.Core;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.core.State;
import org.timeball.timekeeping.core.Step;
import org.timeball.timekeeping.filter.Estimate;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.steering.ClockCommand;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// The core with a clock to discipline, and nothing else of a box. All settings are the defaults.
final class SimulatedBox {
    static final SourceId SOURCE = new SourceId(0);

    private final ObedientClock clock;
    private final Deque<Observation> changes = new ArrayDeque<>();
    private State state;
    private TimingSnapshot snapshot;

    /// @param startNanos true time at the start, since 1970
    /// @param kind of its one source
    SimulatedBox(long startNanos, Oscillator oscillator, double offsetSeconds, Kind kind) {
        clock = new ObedientClock(startNanos, oscillator, offsetSeconds, changes::addLast);
        SourceSettings source = kind == Kind.SERVER
                ? SourceSettings.server(SOURCE, "192.0.2.1", IpAddress.v4(192, 0, 2, 1))
                : SourceSettings.refclock(SOURCE, "GPS", kind);
        CoreSettings settings = new CoreSettings(List.of(source), SelectionSettings.DEFAULT, SteeringSettings.DEFAULT,
                Span.ofNanos(1));
        state = State.start(settings, clock.now(), Frequency.ZERO);
        snapshot = TimingSnapshot.unsynchronised(clock.now());
    }

    /// What the clock reads.
    SystemInstant now() {
        return clock.now();
    }

    /// Clock minus true time, seconds.
    double errorSeconds() {
        return clock.errorSeconds();
    }

    /// What a client would be told of it now.
    History.Claim claim() {
        long reading = clock.now().nanos();
        if (!snapshot.vouchesAt(reading)) {
            return History.Claim.NONE;
        }
        double dispersion = snapshot.rootDispersionAt(reading);
        return new History.Claim(snapshot.rootDelay().seconds() / 2 + dispersion, dispersion);
    }

    /// What the source's filter believes.
    Optional<Estimate> estimate() {
        return state.estimateOf(SOURCE);
    }

    /// Lets true time pass.
    void advanceTo(long trueNanos) {
        clock.advanceTo(trueNanos);
        takeInChanges();
    }

    /// Hands an observation to the core and does what it commands.
    void observe(Observation observation) {
        step(observation);
        takeInChanges();
    }

    private void takeInChanges() {
        while (!changes.isEmpty()) {
            step(changes.removeFirst());
        }
    }

    private void step(Observation observation) {
        Step step = Core.step(state, observation);
        state = step.next();
        snapshot = step.snapshot();
        for (ClockCommand command : step.commands()) {
            clock.obey(command);
        }
    }
}
