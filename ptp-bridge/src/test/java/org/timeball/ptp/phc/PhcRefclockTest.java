package org.timeball.ptp.phc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.world.VirtualHardwareClock;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.Observation.DeviceReport;
import org.timeball.timekeeping.observation.Observation.ExternalSample;
import org.timeball.timekeeping.observation.Observation.PulseEdge;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.HardwareClock.Method;
import org.timeball.timekeeping.world.ReferenceDevices.Edge;

class PhcRefclockTest {
    private static final long START = 1_795_000_000_000_000_000L;
    private static final SourceId SOURCE = new SourceId(0);

    private final VirtualUniverse universe = new VirtualUniverse(5, START);
    private final VirtualWorld world = universe.world("box", Oscillator.perfect(), Span.ofMillis(2));
    private final List<Observation> seen = new ArrayList<>();

    private PhcRefclock refclock(Optional<PhcSettings.Edges> edges) {
        return new PhcRefclock(world, SOURCE, new PhcSettings("eth0", Span.ofSeconds(1), true, edges),
                seen::add);
    }

    private List<Long> offsets() {
        return seen.stream().filter(ExternalSample.class::isInstance).map(o -> ((ExternalSample) o).offset().nanos())
                .toList();
    }

    private List<Condition> conditions() {
        return seen.stream().filter(DeviceReport.class::isInstance).map(o -> ((DeviceReport) o).condition()).toList();
    }

    @Test
    void slowTransfersAreLeftOutAndTheRestIsExact() {
        world.references().plugClock("eth0", 0, 0);
        PhcRefclock refclock = refclock(Optional.empty());
        refclock.open();
        universe.runFor(Span.ofSeconds(20));
        // Half of the slack that the sieve allows a reading of 1 us.
        assertThat(offsets()).hasSizeGreaterThan(19)
                .allSatisfy(offset -> assertThat(offset).isBetween(2_000_000L - 50, 2_000_000L + 50));
        assertThat(refclock.width().nanos()).isLessThan(1_100);
        assertThat(conditions()).containsExactly(Condition.WORKING);
    }

    @Test
    void crossTimestampsAreUsedWhereTheHardwareHasThem() {
        world.references().plugClock("eth0", 0, 0).offering(Method.PRECISE);
        PhcRefclock refclock = refclock(Optional.empty());
        refclock.open();
        universe.runFor(Span.ofSeconds(3));
        assertThat(offsets()).isNotEmpty().containsOnly(2_000_000L);
        assertThat(refclock.width()).isEqualTo(Span.ZERO);
    }

    @Test
    void theClockMayAppearLateVanishAndComeBack() {
        PhcRefclock refclock = refclock(Optional.empty());
        refclock.open();
        universe.runFor(Span.ofSeconds(3));
        world.references().plugClock("eth0", 0, 0);
        universe.runFor(Span.ofSeconds(5));
        world.references().unplug("eth0");
        universe.runFor(Span.ofSeconds(5));
        long before = refclock.good();
        world.references().plugClock("eth0", 0, 0);
        universe.runFor(Span.ofSeconds(5));
        assertThat(refclock.good()).isGreaterThan(before + 2);
        assertThat(conditions()).containsExactly(Condition.ABSENT, Condition.WORKING, Condition.ABSENT,
                Condition.WORKING);
    }

    @Test
    void edgesStampedByAClockThatRunsOnItsOwnAreCarriedOverToTheSystemClock() throws Exception {
        world.clock().setRate(Frequency.ofPpm(30));
        VirtualHardwareClock clock = world.references().plugClock("eth0", 1_234_567_890_123L, 80e-6);
        refclock(Optional.of(new PhcSettings.Edges(Optional.of(0), 1, Edge.ASSERT))).open();
        List<Long> readings = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            universe.at(START + i * 1_000_000_000L + 77_000_000L, () -> {
                readings.add(world.clock().now().nanos());
                clock.edge(1);
                clock.edge(0);
            });
        }
        universe.runFor(Span.ofSeconds(22));
        List<Long> edges = seen.stream().filter(PulseEdge.class::isInstance).map(edge -> edge.at().nanos()).toList();
        assertThat(edges).hasSize(20);
        for (int i = 0; i < 20; i++) {
            // Half of the sieve's slack; the clocks' 50 ppm of 100 ms would be 5 us.
            assertThat(edges.get(i) - readings.get(i)).isBetween(-60L, 60L);
        }
    }

    @Test
    void anInputWithoutEdgesIsSilent() {
        world.references().plugClock("eth0", 0, 0);
        refclock(Optional.of(new PhcSettings.Edges(Optional.empty(), 0, Edge.ASSERT))).open();
        universe.runFor(Span.ofSeconds(5));
        assertThat(conditions()).containsExactly(Condition.SILENT);
    }
}
