package org.timeball.pps.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.world.VirtualReferences.PulseLine;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.Observation.DeviceReport;
import org.timeball.timekeeping.observation.Observation.PulseEdge;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.ReferenceDevices.Edge;

class PpsRefclockTest {
    private static final long START = 1_795_000_000_000_000_000L;
    private static final String PATH = "/dev/pps0";
    private static final SourceId SOURCE = new SourceId(2);

    private final VirtualUniverse universe = new VirtualUniverse(1, START);
    private final VirtualWorld world = universe.world("box", Oscillator.perfect(), Span.ofMillis(3));
    private final List<Observation> seen = new ArrayList<>();

    private PpsRefclock refclock(Edge edge, int rate) {
        return new PpsRefclock(world, SOURCE, new PpsSettings(PATH, edge, rate), seen::add);
    }

    private void pulses(PulseLine line, Edge edge, double... seconds) {
        for (double second : seconds) {
            universe.at(START + Math.round(second * 1e9), () -> line.pulse(edge));
        }
    }

    private List<Double> edges() {
        return seen.stream().filter(PulseEdge.class::isInstance)
                .map(edge -> (edge.at().nanos() - START) * 1e-9 - 0.003).map(s -> Math.rint(s * 1e6) / 1e6).toList();
    }

    private List<Condition> conditions() {
        return seen.stream().filter(DeviceReport.class::isInstance).map(o -> ((DeviceReport) o).condition()).toList();
    }

    @Test
    void everyPulseIsHandedOnWithItsStampWithinTensOfMilliseconds() {
        PulseLine line = world.references().plug(PATH);
        PpsRefclock refclock = refclock(Edge.ASSERT, 1);
        refclock.open();
        SplittableRandom random = universe.random("jitter");
        List<Double> pulses = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            pulses.add(Math.rint((i + 0.25 + random.nextDouble(-1e-4, 1e-4)) * 1e6) / 1e6);
        }
        pulses(line, Edge.ASSERT, pulses.stream().mapToDouble(Double::doubleValue).toArray());
        universe.runFor(Span.ofSeconds(3));
        for (int i = 3; i < 60; i++) {
            universe.runUntil(START + Math.round((i + 0.25 + 0.02) * 1e9));
            assertThat(edges()).hasSize(i);
        }
        universe.runFor(Span.ofSeconds(2));
        assertThat(edges()).isEqualTo(pulses);
        assertThat(conditions()).containsExactly(Condition.WORKING);
        assertThat(refclock.overwritten()).isZero();
    }

    @Test
    void onlyTheEdgeThatWasAskedForCounts() {
        PulseLine line = world.references().plug(PATH);
        refclock(Edge.CLEAR, 1).open();
        pulses(line, Edge.ASSERT, 1, 2, 3);
        pulses(line, Edge.CLEAR, 1.1, 2.1, 3.1);
        universe.runFor(Span.ofSeconds(4));
        assertThat(edges()).containsExactly(1.1, 2.1, 3.1);
    }

    @Test
    void anEdgeFromBeforeTheStartIsNotTaken() {
        PulseLine line = world.references().plug(PATH);
        line.pulse(Edge.ASSERT);
        refclock(Edge.ASSERT, 1).open();
        universe.runFor(Span.ofSeconds(2));
        assertThat(edges()).isEmpty();
    }

    @Test
    void theDeviceMayAppearLateVanishAndComeBack() {
        PpsRefclock refclock = refclock(Edge.ASSERT, 1);
        refclock.open();
        universe.runFor(Span.ofSeconds(5));
        PulseLine line = world.references().plug(PATH);
        pulses(line, Edge.ASSERT, 8, 9, 10);
        universe.runFor(Span.ofSeconds(6));
        world.references().unplug(PATH);
        universe.runFor(Span.ofSeconds(3));
        PulseLine again = world.references().plug(PATH);
        pulses(again, Edge.ASSERT, 18, 19);
        universe.runFor(Span.ofSeconds(6));
        assertThat(edges()).containsExactly(8.0, 9.0, 10.0, 18.0, 19.0);
        assertThat(conditions()).containsExactly(Condition.ABSENT, Condition.WORKING, Condition.ABSENT,
                Condition.WORKING);
        assertThat(line.openCount()).isZero();
        refclock.close();
        assertThat(again.openCount()).isZero();
    }

    @Test
    void aDeviceThatCannotStampTheEdgeIsNamedAsFailing() {
        world.references().plug(PATH).assertOnly();
        refclock(Edge.CLEAR, 1).open();
        assertThat(conditions()).containsExactly(Condition.FAILING);
    }

    @Test
    void silenceIsToldAfterThreeSecondsAndGlitchesAloneAreGarble() {
        PulseLine line = world.references().plug(PATH);
        refclock(Edge.ASSERT, 1).open();
        pulses(line, Edge.ASSERT, 1, 2, 3);
        universe.runFor(Span.ofSeconds(8));
        assertThat(conditions()).containsExactly(Condition.WORKING, Condition.SILENT);
        pulses(line, Edge.ASSERT, 9, 9.3, 9.85, 10.4, 10.6, 11.2, 11.42, 12.25, 12.6);
        universe.runUntil(START + 12_900_000_000L);
        assertThat(conditions().getLast()).isEqualTo(Condition.GARBLED);
    }

    @Test
    void aGlitchMovesNothing() {
        PulseLine line = world.references().plug(PATH);
        PpsRefclock refclock = refclock(Edge.ASSERT, 1);
        refclock.open();
        pulses(line, Edge.ASSERT, 1, 2, 2.4, 3, 4, 4.3, 5, 6);
        universe.runFor(Span.ofSeconds(7));
        assertThat(edges()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
        assertThat(refclock.glitches() + refclock.overwritten()).isEqualTo(2);
    }

    @Test
    void ofSeveralPulsesASecondTheOneAtTheFullSecondIsHandedOn() {
        PulseLine line = world.references().plug(PATH);
        refclock(Edge.ASSERT, 4).open();
        for (int i = 4; i < 24; i++) {
            pulses(line, Edge.ASSERT, i * 0.25);
        }
        universe.runFor(Span.ofSeconds(7));
        assertThat(edges()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
    }
}
