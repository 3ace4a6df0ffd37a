package org.timeball.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.WorldException;

class VirtualUniverseTest {
    private static final long START = 1_795_000_000_000_000_000L;
    private static final IpAddress SERVER = IpAddress.v4(10, 0, 0, 1);
    private static final IpAddress CLIENT = IpAddress.v4(10, 0, 0, 2);

    private final VirtualUniverse universe = new VirtualUniverse(1, START);
    private final List<String> seen = new ArrayList<>();

    @Test
    void eventsRunByTimeAndThenInTheOrderAsked() {
        universe.after(Span.ofSeconds(2), () -> seen.add("c"));
        universe.after(Span.ofSeconds(1), () -> seen.add("a"));
        universe.after(Span.ofSeconds(1), () -> seen.add("b"));
        universe.after(Span.ofSeconds(3), () -> seen.add("too late"));
        universe.runFor(Span.ofSeconds(2));

        assertThat(seen).containsExactly("a", "b", "c");
        assertThat(universe.nowNanos()).isEqualTo(START + 2_000_000_000L);
        assertThat(universe.eventsRun()).isEqualTo(3);
    }

    @Test
    void aCalledOffEventDoesNotRun() {
        List<Timer> timers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            timers.add(universe.after(Span.ofSeconds(1), () -> seen.add("never")));
        }
        timers.forEach(Timer::cancel);
        timers.forEach(Timer::cancel);
        universe.after(Span.ofSeconds(1), () -> seen.add("once"));
        universe.runFor(Span.ofSeconds(5));

        assertThat(seen).containsExactly("once");
    }

    @Test
    void nothingCanBeAskedForInThePast() {
        universe.runFor(Span.ofSeconds(5));

        assertThatThrownBy(() -> universe.at(START, () -> {
        })).hasMessageContaining("5.000000000 s in the past");
    }

    @Test
    void aBrokenInvariantNamesSeedEventAndTime() {
        universe.invariant(() -> assertThat(seen).doesNotContain("bad"));
        universe.after(Span.ofMillis(1_500), () -> seen.add("good"));
        universe.after(Span.ofMillis(2_500), () -> seen.add("bad"));

        assertThatThrownBy(() -> universe.runFor(Span.ofSeconds(9))).isInstanceOf(SimulationFailure.class)
                .hasMessageStartingWith("seed 1, event 2, 2.500000000 s after the start: ");
    }

    @Test
    void aTimerRunsAtItsOwnWorldsTimeAndNeverEarly() {
        VirtualWorld fast = universe.world("fast", Oscillator.constant(Frequency.ofPpm(50_000)), Span.ZERO);
        VirtualWorld slow = universe.world("slow", Oscillator.wandering(Frequency.ofPpm(-50_000), 1e-7, 1), Span.ZERO);
        List<Long> times = new ArrayList<>();
        fast.timers().after(Span.ofSeconds(105), () -> times.add(universe.nowNanos() - START));
        slow.timers().after(Span.ofSeconds(95), () -> {
            times.add(universe.nowNanos() - START);
            assertThat(slow.timers().now().nanos()).isEqualTo(95_000_000_000L);
        });
        universe.runFor(Span.ofSeconds(200));

        assertThat(times).hasSize(2);
        assertThat(times.get(0)).isBetween(100_000_000_000L, 100_000_000_001L);
        // 1e-7 a root second over 100 s integrates to 1e-7 * sqrt(100^3 / 3) = 58 us; five of that.
        assertThat(times.get(1)).isBetween(99_999_700_000L, 100_000_300_000L);
    }

    @Test
    void aRateChangedMeanwhileMovesTheTimerAndAStepDoesNot() throws WorldException {
        VirtualWorld world = universe.world("one", Oscillator.perfect(), Span.ZERO);
        List<Long> times = new ArrayList<>();
        world.timers().after(Span.ofSeconds(21), () -> times.add(universe.nowNanos() - START));
        universe.after(Span.ofSeconds(10), () -> world.clock().setRate(new Frequency(0.1)));
        universe.after(Span.ofSeconds(15), () -> world.clock().step(Span.ofSeconds(1_000)));
        universe.runFor(Span.ofSeconds(30));

        assertThat(times).containsExactly(20_000_000_000L);
        // 0.1 for 20 s and the step; a double of that size is good to 1e-13.
        assertThat(world.clockErrorSeconds()).isCloseTo(1_002.0, within(1e-12));
    }

    @Test
    void timersOfAWorldRunInOrderAndCanBeCalledOff() {
        VirtualWorld world = universe.world("one", Oscillator.perfect(), Span.ZERO);
        Timer off = world.timers().after(Span.ofSeconds(1), () -> seen.add("never"));
        world.timers().after(Span.ofSeconds(2), () -> seen.add("second"));
        world.timers().after(Span.ofSeconds(1), () -> seen.add("first"));
        world.timers().at(new MonotonicInstant(-5), () -> seen.add("overdue"));
        off.cancel();
        universe.runFor(Span.ofSeconds(3));
        off.cancel();

        assertThat(seen).containsExactly("overdue", "first", "second");
    }

    @Test
    void theSameSeedGivesTheSameRunAndAnotherSeedAnother() throws WorldException {
        assertThat(digestOfAMinute(5)).isEqualTo(digestOfAMinute(5)).isNotEqualTo(digestOfAMinute(6));
    }

    /// Clients ask a server over a jittery network and steer by its answers.
    private static long digestOfAMinute(long seed) throws WorldException {
        VirtualUniverse universe = new VirtualUniverse(seed, START);
        universe.network().everyPath(new VirtualNetwork.Path(Span.ofMicros(200), 1e-4, 0.05));
        long[] digest = {seed == 0 ? 1 : 0};
        universe.invariant(() -> digest[0] = digest[0] * 31 + universe.nowNanos());
        VirtualWorld server = universe.world("server", Oscillator.perfect(), Span.ZERO, SERVER);
        DatagramPort[] answers = new DatagramPort[1];
        answers[0] = server.datagrams().open(new Address.Udp(SERVER, 123),
                datagram -> answers[0].send(datagram.from(), datagram.payload()));
        for (int i = 0; i < 4; i++) {
            VirtualWorld client = universe.world("client " + i,
                    Oscillator.wandering(Frequency.ofPpm(10), 1e-7, universe.seedFor("oscillator " + i)),
                    Span.ofMillis(i), IpAddress.v4(10, 0, 1, i));
            ask(client, client.datagrams().open(new Address.Udp(IpAddress.v4(0), 0), datagram -> {
                digest[0] ^= datagram.received().nanos();
                client.clock().setRate(Frequency.ofPpm(datagram.received().nanos() % 100));
            }));
        }
        universe.runFor(Span.ofSeconds(60));
        return digest[0];
    }

    private static void ask(VirtualWorld client, DatagramPort port) {
        client.timers().after(Span.ofMillis(500), () -> {
            port.send(new Address.Udp(SERVER, 123), new byte[48]);
            ask(client, port);
        });
    }

    @Test
    void twoPurposesHaveRandomnessOfTheirOwn() {
        assertThat(universe.random("a").nextLong()).isEqualTo(universe.random("a").nextLong())
                .isNotEqualTo(universe.random("b").nextLong())
                .isNotEqualTo(new VirtualUniverse(2, START).random("a").nextLong());
    }

    @Test
    void aDayOfADaemonTakesSeconds() throws WorldException {
        VirtualWorld world = universe.world("box", Oscillator.wandering(Frequency.ofPpm(20), 1e-9, 1), Span.ZERO,
                SERVER);
        VirtualWorld peer = universe.world("client", Oscillator.perfect(), Span.ZERO, CLIENT);
        DatagramPort[] ports = new DatagramPort[2];
        ports[0] = world.datagrams().open(new Address.Udp(SERVER, 123),
                datagram -> ports[0].send(datagram.from(), datagram.payload()));
        ports[1] = peer.datagrams().open(new Address.Udp(CLIENT, 0), datagram -> seen.clear());
        every(world, Span.ofMillis(1_000), () -> world.clock().setRate(Frequency.ofPpm(-20)));
        every(world, Span.ofMillis(50), () -> world.clock().now());
        every(peer, Span.ofMillis(200), () -> ports[1].send(new Address.Udp(SERVER, 123), new byte[48]));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        universe.runFor(Span.ofSeconds(86_400));
        double seconds = (threads.getCurrentThreadCpuTime() - began) * 1e-9;

        assertThat(universe.eventsRun()).isGreaterThan(3_000_000);
        // 1.3 s measured; the rest is for slower machines.
        assertThat(seconds).as("processor seconds for %d events", universe.eventsRun()).isLessThan(10);
    }

    private static void every(VirtualWorld world, Span period, Runnable action) {
        world.timers().after(period, () -> {
            action.run();
            every(world, period, action);
        });
    }
}
