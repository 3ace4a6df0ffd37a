package org.timeball.pps.sock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.Observation.DeviceReport;
import org.timeball.timekeeping.observation.Observation.ExternalSample;
import org.timeball.timekeeping.observation.Observation.PulseEdge;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.WorldException;

class SockRefclockTest {
    private static final long START = 1_795_000_000_000_000_000L;
    private static final String PATH = "/run/chrony.ttyS0.sock";
    private static final SourceId SOURCE = new SourceId(3);

    private final VirtualUniverse universe = new VirtualUniverse(1, START);
    private final VirtualWorld world = universe.world("box", Oscillator.perfect(), Span.ZERO);
    private final List<Observation> seen = new ArrayList<>();
    private final SockRefclock refclock = new SockRefclock(world, KernelTimescale.SAME, SOURCE, PATH, seen::add);
    private final SockSender sender = sender(world);

    private static SockSender sender(VirtualWorld world) {
        try {
            return SockSender.over(world, "/run/gpsd.sock", PATH);
        } catch (WorldException e) {
            throw new AssertionError(e);
        }
    }

    private void pass(long millis) {
        universe.runFor(Span.ofMillis(millis));
    }

    private List<Condition> conditions() {
        return seen.stream().filter(DeviceReport.class::isInstance).map(o -> ((DeviceReport) o).condition()).toList();
    }

    private SockSample sampleAt(long nanos) {
        return SockSample.measured(new SystemInstant(nanos), Span.ofNanos(1_500), LeapIndicator.NONE);
    }

    @Test
    void aPulseBecomesAnEdgeAndAFullSampleAnOffset() {
        refclock.open();
        sender.send(SockSample.pulseSeenAt(new SystemInstant(START + 123_456_789)));
        sender.send(SockSample.measured(new SystemInstant(START + 200_000_000), Span.ofNanos(1_500),
                LeapIndicator.INSERT));
        pass(0);

        assertThat(seen).containsExactly(new DeviceReport(SOURCE, new SystemInstant(START), Condition.WORKING, ""),
                new PulseEdge(SOURCE, new SystemInstant(START + 123_456_789)),
                new ExternalSample(SOURCE, new SystemInstant(START + 200_000_000), Span.ofNanos(1_500),
                        LeapIndicator.INSERT));
        assertThat(refclock.good()).isEqualTo(2);
    }

    /// The sender stamps with the kernel's clock; ours is a virtual one, 2 s ahead and 100 ppm fast.
    @Test
    void aSampleStampedByTheKernelIsCarriedOverToOurClock() {
        SteeredClock ours = new SteeredClock(universe::nowNanos, Oscillator.perfect(), Span.ofSeconds(2));
        ours.setRate(Frequency.ofPpm(100));
        SockRefclock virtual = new SockRefclock(world, ours, SOURCE, PATH, seen::add);
        virtual.open();
        pass(10_000);
        seen.clear();
        sender.send(sampleAt(START + 10_000_000_000L));
        sender.send(SockSample.pulseSeenAt(new SystemInstant(START + 9_000_000_000L)));
        pass(0);

        assertThat(seen).contains(
                new ExternalSample(SOURCE, new SystemInstant(START + 12_001_000_000L),
                        Span.ofNanos(2_001_000_000L + 1_500), LeapIndicator.NONE),
                new PulseEdge(SOURCE, new SystemInstant(START + 11_000_900_000L)));
    }

    @Test
    void theSameMomentTwiceCountsOnce() {
        refclock.open();
        sender.send(sampleAt(START));
        sender.send(sampleAt(START));
        sender.send(sampleAt(START + 1_000));
        pass(0);

        assertThat(refclock.good()).isEqualTo(2);
        assertThat(refclock.refused(SockRefusal.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void aSenderThatIsNotSynchronisedIsNotBelieved() {
        refclock.open();
        for (int i = 0; i < 5; i++) {
            sender.send(SockSample.measured(world.clock().now(), Span.ZERO, LeapIndicator.UNSYNCHRONISED));
            pass(1_000);
        }

        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst()).isInstanceOfSatisfying(DeviceReport.class, report -> {
            assertThat(report.condition()).isEqualTo(Condition.SILENT);
            assertThat(report.detail()).contains("not synchronised");
        });
        assertThat(refclock.refused(SockRefusal.NOT_SYNCHRONISED)).isEqualTo(5);
    }

    @Test
    void aSenderThatStopsIsReportedSilentWithinFiveSecondsAndOnce() {
        refclock.open();
        for (int i = 0; i < 10; i++) {
            sender.send(sampleAt(world.clock().now().nanos()));
            pass(1_000);
        }
        pass(4_000);
        assertThat(conditions()).containsExactly(Condition.WORKING, Condition.SILENT);
        pass(100_000);
        sender.send(sampleAt(world.clock().now().nanos()));
        pass(0);
        assertThat(conditions()).containsExactly(Condition.WORKING, Condition.SILENT, Condition.WORKING);
    }

    @Test
    void aSenderWithALongIntervalIsNotTakenForSilent() {
        refclock.open();
        for (int i = 0; i < 20; i++) {
            sender.send(sampleAt(world.clock().now().nanos()));
            pass(16_000);
        }

        // The interval is known from the second sample on.
        assertThat(conditions()).containsExactly(Condition.WORKING, Condition.SILENT, Condition.WORKING);
    }

    @Test
    void aFloodOfNonsenseIsOneReportAndGoodSamplesBesideItGoOn() throws WorldException {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        DatagramPort hostile = world.datagrams().open(new Address.Unix("/tmp/hostile.sock"), datagram -> {
        });
        refclock.open();
        for (int second = 0; second < 20; second++) {
            for (int i = 0; i < 1_000; i++) {
                byte[] noise = new byte[random.nextInt(64)];
                random.nextBytes(noise);
                hostile.send(new Address.Unix(PATH), noise);
            }
            if (second >= 10) {
                sender.send(sampleAt(world.clock().now().nanos()));
            }
            pass(1_000);
        }

        assertThat(conditions()).as("seed %d", seed).containsExactly(Condition.GARBLED, Condition.WORKING);
        assertThat(refclock.good()).isEqualTo(10);
        assertThat(refclock.refused(SockRefusal.WRONG_SIZE) + refclock.refused(SockRefusal.WRONG_MAGIC))
                .isEqualTo(20_000);
    }

    @Test
    void ofAFloodOfSamplesOnlySomeASecondReachTheTimekeeper() {
        refclock.open();
        for (int second = 0; second < 5; second++) {
            for (int i = 0; i < 10_000; i++) {
                sender.send(sampleAt(world.clock().now().nanos() + i * 1_000L));
            }
            pass(1_000);
        }

        assertThat(refclock.good()).isEqualTo(5 * SockRefclock.MOST_A_SECOND);
        assertThat(refclock.refused(SockRefusal.FLOOD)).isEqualTo(50_000 - 5 * SockRefclock.MOST_A_SECOND);
        assertThat(conditions()).containsExactly(Condition.WORKING);
    }

    @Test
    void aSocketThatCannotBeMadeIsTriedAgainEveryFiveSeconds() throws WorldException {
        DatagramPort other = world.datagrams().open(new Address.Unix(PATH), datagram -> {
        });
        refclock.open();
        pass(14_000);
        assertThat(conditions()).containsExactly(Condition.FAILING);
        assertThat(((DeviceReport) seen.getFirst()).detail()).contains(PATH).contains("taken");
        other.close();
        pass(2_000);
        sender.send(sampleAt(world.clock().now().nanos()));
        pass(0);

        assertThat(conditions()).containsExactly(Condition.FAILING, Condition.WORKING);
    }

    @Test
    void aClosedRefclockIsDeafAndCanBeOpenedAgain() {
        refclock.open();
        refclock.open();
        refclock.close();
        assertThat(sender.send(sampleAt(START))).isFalse();
        pass(60_000);
        assertThat(seen).isEmpty();

        refclock.open();
        assertThat(sender.send(sampleAt(START + 60_000_000_000L))).isTrue();
        pass(0);
        assertThat(refclock.good()).isEqualTo(1);
        refclock.close();
        sender.close();
        assertThat(SockSender.into(bytes -> bytes.length == SockSample.SIZE).send(sampleAt(START))).isTrue();
    }
}
