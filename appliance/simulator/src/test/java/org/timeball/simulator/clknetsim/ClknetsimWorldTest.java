package org.timeball.simulator.clknetsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.timeball.simulator.clknetsim.net.ClockNetwork;
import org.timeball.simulator.clknetsim.net.LocalNodes;
import org.timeball.simulator.clknetsim.net.NodePlan;
import org.timeball.simulator.clknetsim.net.Signal;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Devices.Line;
import org.timeball.timekeeping.world.Names.Answer;
import org.timeball.timekeeping.world.Names.Family;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

/// Clock, timers and names of one node.
@Timeout(20)
class ClknetsimWorldTest {
    private static final long DATE = 1_262_304_000;

    private static void alone(NodePlan plan, NodeSettings place, LocalNodes.Program program) throws WorldException {
        new LocalNodes().add(place, program).run(new ClockNetwork(2, List.of(plan)), 20);
    }

    @Test
    void theDateIsAddedWithoutCostToTheNanoseconds() throws WorldException {
        NodePlan plan = NodePlan.perfect().offset(0.123456789);
        alone(plan, Place.of(1), world -> assertThat(world.clock().now().nanos())
                .isEqualTo(DATE * 1_000_000_000 + 123_456_789));
        alone(plan, Place.of(1, "START_DATE", "-3786825600"), world -> assertThat(world.clock().now().nanos())
                .isEqualTo(-3_786_825_600L * 1_000_000_000 + 123_456_789));
        alone(plan.offset(-0.000000001), Place.of(1), world -> assertThat(world.clock().now().nanos())
                .isEqualTo(DATE * 1_000_000_000 - 1));
        alone(plan, Place.of(1, "START_MONO", "1000"), world -> assertThat(world.timers().now().nanos())
                .isEqualTo(1000 * 1_000_000_000L));
    }

    @Test
    void aTimerRunsWhenItIsDueAndAtMostTwoMicrosecondsLater() throws WorldException {
        List<Long> ran = new ArrayList<>();
        NodePlan plan = NodePlan.perfect().frequency(Signal.constant(-1e-4));
        alone(plan, Place.of(1), world -> {
            world.timers().after(Span.ofMillis(2500), () -> ran.add(world.timers().now().nanos()));
            world.timers().after(Span.ofMillis(1500), () -> {
                ran.add(world.timers().now().nanos());
                world.timers().after(Span.ZERO, () -> ran.add(world.timers().now().nanos()));
            });
            world.timers().after(Span.ofMillis(2000), () -> ran.add(-1L)).cancel();
            world.timers().after(Span.ofSeconds(10), world::stop);
            world.run();
        });
        assertThat(ran).hasSize(3);
        assertThat(ran.get(0)).isBetween(1_500_000_000L, 1_500_002_000L);
        assertThat(ran.get(1)).isEqualTo(ran.get(0));
        assertThat(ran.get(2)).isBetween(2_500_000_000L, 2_500_002_000L);
    }

    @Test
    void aRateIsWhatTheClockMadeOfIt() throws WorldException {
        ClockNetwork network = new ClockNetwork(2, List.of(NodePlan.perfect().frequency(Signal.constant(0.05))));
        new LocalNodes().add(Place.of(1), world -> {
            var change = world.clock().setRate(new Frequency(1 / 1.05 - 1));
            assertThat(change.correction().fraction()).isEqualTo(1 / 1.05 - 1, within(0.6 / 65_536e6));
            assertThat(world.clock().rate()).isEqualTo(change.correction());
            assertThat(world.clock().setRate(Frequency.ofPpm(1e6)).correction().ppm()).isEqualTo(1e5, within(1e-4));
            world.clock().setRate(new Frequency(1 / 1.05 - 1));
            world.run();
        }).run(network, 20);
        assertThat(network.history(1).maxOffset(0)).isLessThan(1e-9);
        assertThat(network.history(1).frequency(0)).isEqualTo(0.05, within(1e-12));
        assertThat(network.history(1).frequency(1)).isEqualTo(0, within(1e-11));
    }

    @Test
    void aStepMovesTheClockAtOnceAndNoTimer() throws WorldException {
        alone(NodePlan.perfect().offset(3), Place.of(1), world -> {
            MonotonicInstant before = world.timers().now();
            SystemInstant reading = world.clock().step(Span.ofNanos(-100_000_000_001L));
            assertThat(reading.nanos()).isEqualTo((DATE + 3) * 1_000_000_000);
            assertThat(world.clock().now().since(reading)).isEqualTo(Span.ofNanos(-100_000_000_001L));
            assertThat(world.timers().now()).isEqualTo(before);
            world.clock().setStatus(LeapIndicator.INSERT, 0.5);
            world.clock().setStatus(LeapIndicator.UNSYNCHRONISED, Double.POSITIVE_INFINITY);
        });
    }

    @Test
    void namesMeanNodesAndSeveralComeInReverse() throws WorldException {
        List<Answer> answers = new ArrayList<>();
        alone(NodePlan.perfect(), Place.of(1), world -> {
            for (String name : List.of("node3.net1.clk", "nodes-1-2-5.net2.clk.", "node3.net3.clk", "example.com",
                    "192.168.123.9", "300.1.1.1", "fc00::123:1")) {
                world.names().resolve(name, Family.ANY, answers::add);
            }
            assertThat(answers).isEmpty();
            world.timers().after(Span.ZERO, world::stop);
            world.timers().after(Span.ofNanos(1), () -> {
            });
            world.run();
            assertThat(answers).isEmpty();
        });
        alone(NodePlan.perfect(), Place.of(1), world -> {
            for (String name : List.of("node3.net1.clk", "nodes-1-2-5.net2.clk.", "node3.net3.clk", "example.com",
                    "192.168.123.9", "300.1.1.1", "fc00::123:1")) {
                world.names().resolve(name, Family.ANY, answers::add);
            }
            world.timers().after(Span.ofSeconds(1), world::stop);
            world.run();
        });
        assertThat(answers).containsExactly(found(IpAddress.v4(192, 168, 123, 3)),
                found(IpAddress.v4(192, 168, 124, 5), IpAddress.v4(192, 168, 124, 2), IpAddress.v4(192, 168, 124, 1)),
                new Answer.Unknown("no such name: node3.net3.clk"), new Answer.Unknown("no such name: example.com"),
                found(IpAddress.v4(192, 168, 123, 9)), new Answer.Unknown("no such name: 300.1.1.1"),
                found(new IpAddress(0xfc00L << 48, 0x1230001)));
    }

    @Test
    void aNameHasTheAddressesOfTheNodesFamily() throws WorldException {
        List<Answer> answers = new ArrayList<>();
        for (String family : List.of("6", "0")) {
            alone(NodePlan.perfect(), Place.of(1, "IP_FAMILY", family), world -> {
                world.names().resolve("node18.net2.clk", Family.ANY, answers::add);
                world.timers().after(Span.ofSeconds(1), world::stop);
                world.run();
            });
        }
        IpAddress v6 = new IpAddress(0xfc00L << 48, 0x1230112);
        assertThat(v6).hasToString("fc00::123:112");
        assertThat(answers).containsExactly(found(v6), found(IpAddress.v4(192, 168, 124, 18), v6));
    }

    private static Answer found(IpAddress... addresses) {
        return new Answer.Found(List.of(addresses));
    }

    @Test
    void theSameSeedAndNumberGiveTheSameBits() throws WorldException {
        List<Long> drawn = new ArrayList<>();
        for (NodeSettings place : List.of(Place.of(1), Place.of(1), Place.of(1, "RANDOM_SEED", "8"),
                Place.of(1, "RANDOM_SEED", "0"))) {
            alone(NodePlan.perfect(), place, world -> drawn.add(world.random().nextLong()));
        }
        assertThat(drawn.get(0)).isEqualTo(drawn.get(1)).isNotEqualTo(drawn.get(2)).isNotEqualTo(drawn.get(3));
    }

    @Test
    void aWorldWithoutItsSimulationSaysSo() {
        NodeSettings nowhere = Place.of(1, "SOCKET", "/nonexistent/sock");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ClknetsimWorld.join(nowhere, _ -> {
        })).isInstanceOf(WorldException.class).hasMessageContaining("/nonexistent/sock");
        assertThat(Thread.interrupted()).isTrue();
        assertThatThrownBy(() -> alone(NodePlan.perfect(), Place.of(1), world -> world.devices()
                .open(new Line("/dev/ttyS0", 9600), null))).hasMessageContaining("/dev/ttyS0");
    }
}
