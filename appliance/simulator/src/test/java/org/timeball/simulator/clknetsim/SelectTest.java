package org.timeball.simulator.clknetsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.timeball.simulator.clknetsim.net.ClockNetwork;
import org.timeball.simulator.clknetsim.net.NodePlan;
import org.timeball.simulator.clknetsim.net.Signal;
import org.timeball.simulator.clknetsim.protocol.PacketLink;
import org.timeball.simulator.clknetsim.protocol.Payload;
import org.timeball.simulator.clknetsim.protocol.ProtocolException;
import org.timeball.simulator.clknetsim.protocol.Reply.Selected;
import org.timeball.simulator.clknetsim.protocol.Reply.Selected.Event;
import org.timeball.simulator.clknetsim.protocol.SocketLink;
import org.timeball.timekeeping.world.WorldException;

/// How time passes: SELECT, request by request, between our simulation and nodes that speak to it directly.
@Timeout(20)
class SelectTest {
    private final List<PacketLink> links = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    private void node(int number, Consumer<Clknetsim> program) throws WorldException {
        List<SocketLink> pair = SocketLink.pair();
        links.add(pair.getFirst());
        threads.add(Thread.ofPlatform().start(() -> {
            try (Clknetsim clknetsim = Clknetsim.register(pair.getLast(), number)) {
                program.accept(clknetsim);
            } catch (RuntimeException | AssertionError e) {
                failures.add(e);
            }
        }));
    }

    private static Payload to(int node, int port) {
        return new Payload(Payload.Kind.UDP, 0, node - 1, 60_000, port, new byte[]{1});
    }

    private static void untilTheEnd(Clknetsim clknetsim) {
        while (clknetsim.select(1e9).event() != Event.TERMINATE) {
            clknetsim.receive();
        }
    }

    @AfterEach
    void nothingFailed() throws InterruptedException {
        links.forEach(PacketLink::close);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aTimeoutIsCountedOnTheNodesMonotonicClock() throws WorldException {
        ClockNetwork network = new ClockNetwork(1,
                List.of(NodePlan.perfect().offset(5).frequency(Signal.constant(0.25))));
        node(1, clknetsim -> {
            Selected selected = clknetsim.select(2.5);
            assertThat(selected.event()).isEqualTo(Event.TIMEOUT);
            assertThat(selected.readings().monotonic()).isEqualTo(2.5, within(1e-12));
            assertThat(selected.readings().real()).isEqualTo(7.5, within(1e-12));
            assertThat(selected.readings().network()).isEqualTo(2, within(1e-12));
            assertThat(selected.readings().frequencyError()).isEqualTo(0.25);
            assertThat(clknetsim.readings()).isEqualTo(selected.readings());
            untilTheEnd(clknetsim);
        });
        network.run(links, 10);
    }

    @Test
    void aTimeoutOfZeroEndsBeforeThePacketsThatWait() throws WorldException {
        ClockNetwork network = new ClockNetwork(1, List.of(NodePlan.perfect()));
        network.delay(1, 1, Signal.constant(0.5));
        node(1, clknetsim -> {
            clknetsim.send(to(1, 123));
            clknetsim.send(to(1, 124));
            assertThat(clknetsim.select(1).event()).isEqualTo(Event.PACKET);
            assertThat(clknetsim.select(0).event()).isEqualTo(Event.TIMEOUT);
            assertThat(clknetsim.select(1e-6).destinationPort()).isEqualTo(123);
            assertThat(clknetsim.select(1e-6).destinationPort()).isEqualTo(123);
            assertThat(clknetsim.receive().destinationPort()).isEqualTo(123);
            assertThat(clknetsim.receive().destinationPort()).isEqualTo(124);
            assertThat(clknetsim.receive().kind()).isEqualTo(Payload.Kind.NONE);
            assertThat(clknetsim.readings().network()).isEqualTo(0.5);
            untilTheEnd(clknetsim);
        });
        network.run(links, 10);
    }

    @Test
    void atTheEndTheLastNodeLeavesFirstAndCanStillReadItsClock() throws WorldException {
        List<Integer> left = new ArrayList<>();
        ClockNetwork network = new ClockNetwork(1, List.of(NodePlan.perfect(), NodePlan.perfect()));
        network.delay(2, 1, Signal.constant(0.1));
        for (int number : List.of(1, 2)) {
            node(number, clknetsim -> {
                untilTheEnd(clknetsim);
                assertThat(clknetsim.select(100).event()).isEqualTo(Event.TERMINATE);
                assertThat(clknetsim.readings().network()).isEqualTo(10, within(1.0));
                clknetsim.send(to(1, 123));
                synchronized (left) {
                    left.add(number);
                }
            });
        }
        network.run(links, 10);
        assertThat(left).containsExactly(2, 1);
        assertThat(network.packets().entries()).isEmpty();
    }

    @Test
    void aNodeThatStartsLateMissesWhatCameBefore() throws WorldException {
        ClockNetwork network = new ClockNetwork(1, List.of(NodePlan.perfect(), NodePlan.perfect().starting(2.5)));
        network.delay(1, 2, Signal.constant(0.1));
        node(1, clknetsim -> {
            clknetsim.send(to(2, 1));
            clknetsim.select(2.45);
            clknetsim.send(to(2, 2));
            untilTheEnd(clknetsim);
        });
        node(2, clknetsim -> {
            assertThat(clknetsim.readings().network()).isEqualTo(2.5);
            assertThat(clknetsim.select(5).destinationPort()).isEqualTo(2);
            untilTheEnd(clknetsim);
        });
        network.run(links, 10);
    }

    @Test
    void aNodeThatLeavesDoesNotStopTheOthersUnlessItSaysNothing() throws WorldException {
        ClockNetwork network = new ClockNetwork(1, List.of(NodePlan.perfect(), NodePlan.perfect()));
        node(1, SelectTest::untilTheEnd);
        node(2, clknetsim -> clknetsim.select(1));
        network.run(links, 5);
        assertThat(network.now()).isEqualTo(5);

        ClockNetwork second = new ClockNetwork(1, List.of(NodePlan.perfect()));
        List<SocketLink> pair = SocketLink.pair();
        threads.add(Thread.ofPlatform().start(() -> {
            Clknetsim.register(pair.getLast(), 1);
            pair.getLast().close();
        }));
        assertThatThrownBy(() -> second.run(List.of(pair.getFirst()), 5)).isInstanceOf(ProtocolException.class)
                .hasMessageContaining("without DEREGISTER");
        pair.getFirst().close();
    }

    @Test
    void referenceSamplesComeOnceASecondAfterTheFirstWasAskedFor() throws WorldException {
        ClockNetwork network = new ClockNetwork(1,
                List.of(NodePlan.perfect().offset(0.25).refclock(Signal.constant(1e-3))));
        node(1, clknetsim -> {
            assertThat(clknetsim.referenceSample().valid()).isFalse();
            clknetsim.select(1.5);
            assertThat(clknetsim.referenceSample().time()).isEqualTo(1.25);
            assertThat(clknetsim.referenceSample().offset()).isEqualTo(0.251, within(1e-12));
            assertThat(clknetsim.referenceOffsets()).hasSize(1024).containsOnly(1e-3);
            untilTheEnd(clknetsim);
        });
        network.run(links, 3);
    }
}
