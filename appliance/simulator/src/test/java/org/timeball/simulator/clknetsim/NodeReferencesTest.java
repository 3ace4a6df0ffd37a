package org.timeball.simulator.clknetsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.timeball.simulator.clknetsim.net.ClockNetwork;
import org.timeball.simulator.clknetsim.net.LocalNodes;
import org.timeball.simulator.clknetsim.net.NodePlan;
import org.timeball.simulator.clknetsim.net.Signal;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.HardwareClock;
import org.timeball.timekeeping.world.HardwareClock.Method;
import org.timeball.timekeeping.world.HardwareClock.Reading;
import org.timeball.timekeeping.world.ReferenceDevices.Edge;
import org.timeball.timekeeping.world.ReferenceDevices.Pulse;
import org.timeball.timekeeping.world.ReferenceDevices.PulseInput;
import org.timeball.timekeeping.world.ReferenceDevices.SharedMemory;
import org.timeball.timekeeping.world.WorldException;

@Timeout(20)
class NodeReferencesTest {
    private static final long DATE = 1_262_304_000;
    private static final long SECOND = 1_000_000_000;
    private static final int VALID = 48;

    /// A clock that is half a second ahead, and a reference that is 2 ms late.
    private static void alone(NodeSettings place, LocalNodes.Program program) throws WorldException {
        NodePlan plan = NodePlan.perfect().offset(0.5).refclock(Signal.constant(2e-3));
        new LocalNodes().add(place, world -> {
            program.run(world);
            world.run();
        }).run(new ClockNetwork(1, List.of(plan)), 5);
    }

    /// Runs an action in the middle of each of the network's seconds.
    private static void everySecond(ClknetsimWorld world, Runnable action) {
        world.timers().after(Span.ofMillis(500), new Runnable() {
            @Override
            public void run() {
                action.run();
                world.timers().after(Span.ofSeconds(1), this);
            }
        });
    }

    @Test
    void aSegmentShowsTheClockAndTheReferenceOncePerSecond() throws WorldException {
        List<String> seen = new ArrayList<>();
        alone(Place.of(1), world -> {
            SharedMemory segment = world.references().attach(0, 0600);
            assertThat(segment.size()).isEqualTo(96);
            assertThat(segment.getInt(VALID)).isZero();
            everySecond(world, () -> {
                ByteBuffer copy = ByteBuffer.wrap(segment.copy()).order(ByteOrder.nativeOrder());
                if (segment.getInt(VALID) == 1) {
                    long received = nanos(copy, 24, 32, 56);
                    long offset = received - nanos(copy, 8, 16, 52);
                    seen.add("%d at %d, mode %d, precision %d".formatted(Math.round(offset * 1e-3),
                            Math.round((received - DATE * SECOND) * 1e-9 * 10), copy.getInt(0), copy.getInt(40)));
                }
                segment.putInt(VALID, 0);
            });
        });
        assertThat(seen).containsExactly("502000 at 15, mode 1, precision -20", "502000 at 25, mode 1, precision -20",
                "502000 at 35, mode 1, precision -20", "502000 at 45, mode 1, precision -20");
    }

    private static long nanos(ByteBuffer segment, int seconds, int micros, int nanos) {
        assertThat(segment.getInt(micros)).isEqualTo(segment.getInt(nanos) / 1000);
        return segment.getLong(seconds) * SECOND + segment.getInt(nanos);
    }

    @Test
    void aUnitAboveZeroShowsTheReferenceAtEveryWaking() throws WorldException {
        List<Long> offsets = new ArrayList<>();
        alone(Place.of(1), world -> {
            SharedMemory segment = world.references().attach(1, 0600);
            everySecond(world, () -> {
                ByteBuffer copy = ByteBuffer.wrap(segment.copy()).order(ByteOrder.nativeOrder());
                offsets.add(Math.round((nanos(copy, 24, 32, 56) - nanos(copy, 8, 16, 52)) * 1e-3));
            });
        });
        assertThat(offsets).hasSize(5).containsOnly(502_000L);
        alone(Place.of(1), world -> assertThatThrownBy(() -> world.references().attach(4, 0600))
                .hasMessageContaining("unit 4"));
    }

    @Test
    void aPulseIsTheClocksReadingAtATrueSecond() throws WorldException {
        List<Pulse> pulses = new ArrayList<>();
        alone(Place.of(1), world -> {
            PulseInput input = world.references().openPulses("/dev/pps0", Edge.ASSERT);
            assertThat(input.latest().sequence()).isZero();
            everySecond(world, () -> {
                try {
                    pulses.add(input.latest());
                } catch (WorldException e) {
                    throw new IllegalStateException(e);
                }
            });
        });
        assertThat(pulses.getLast().sequence()).isEqualTo(4);
        for (Pulse pulse : pulses.subList(1, pulses.size())) {
            assertThat(Math.floorMod(pulse.at().nanos(), SECOND)).isEqualTo(SECOND / 2);
        }
        alone(Place.of(1), world -> {
            assertThatThrownBy(() -> world.references().openPulses("/dev/pps1", Edge.ASSERT))
                    .hasMessageContaining("/dev/pps1");
            assertThatThrownBy(() -> world.references().openPulses("/dev/pps0", Edge.CLEAR))
                    .hasMessageContaining("clear");
        });
    }

    @Test
    void aHardwareClockIsTheReferenceOrTheSystemClock() throws WorldException {
        alone(Place.of(1, "TIMESTAMPING", "2"), world -> {
            assertThat(offset(world, "/dev/ptp0")).isEqualTo(502_000_000);
            assertThat(offset(world, "/dev/ptp1")).isZero();
            assertThat(offset(world, "eth0")).isEqualTo(502_000_000);
        });
        alone(Place.of(1, "PHC_SWAP", "1"), world -> {
            assertThat(offset(world, "/dev/ptp0")).isZero();
            assertThat(offset(world, "/dev/ptp1")).isEqualTo(502_000_000);
            assertThat(offset(world, "eth0")).isZero();
            assertThatThrownBy(() -> world.references().openHardwareClock("/dev/ptp7"))
                    .hasMessageContaining("/dev/ptp7");
        });
    }

    private static long offset(ClknetsimWorld world, String name) throws WorldException {
        HardwareClock clock = world.references().openHardwareClock(name);
        assertThat(clock.method()).isEqualTo(Method.PRECISE);
        Reading reading = clock.read(25, Method.PRECISE).getFirst();
        assertThat(reading.before()).isEqualTo(reading.after());
        return reading.after().nanos() - reading.phc().nanos();
    }

    @Test
    void comparisonsByTwoReadingsAreAsLateAsTheyAreToldToBe() throws WorldException {
        alone(Place.of(1, "PHC_DELAY", "10e-6", "PHC_JITTER", "1e-6", "PHC_JITTER_ASYM", "0.5", "PHC_JITTER_OFF", "50",
                "PHC_JITTER_ON", "50"), world -> {
                    HardwareClock clock = world.references().openHardwareClock("/dev/ptp1");
                    for (Reading reading : clock.read(25, Method.EXTENDED)) {
                        assertThat(reading.after().since(reading.before()).nanos()).isEqualTo(10_000);
                        assertThat(reading.after().nanos() - reading.phc().nanos()).isEqualTo(5000);
                    }
                    List<Reading> jittery = clock.read(25, Method.EXTENDED);
                    double mean = jittery.stream()
                            .mapToLong(reading -> reading.after().since(reading.before()).nanos() - 10_000).average()
                            .orElseThrow();
                    // All of it falls after the reading: mean (1 + 5 + 0.5) / 5.5 us, deviation 0.4 us; 5 deviations of
                    // the mean of 25.
                    assertThat(mean).isEqualTo(1180, within(420.0));
                    assertThat(jittery).allMatch(reading -> reading.phc().nanos() - reading.before().nanos() == 5000);
                });
    }
}
