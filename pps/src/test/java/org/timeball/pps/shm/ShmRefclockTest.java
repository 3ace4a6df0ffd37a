package org.timeball.pps.shm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.Observation.DeviceReport;
import org.timeball.timekeeping.observation.Observation.ExternalSample;
import org.timeball.timekeeping.observation.Observation.PulseEdge;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.ReferenceDevices.SharedMemory;
import org.timeball.timekeeping.world.WorldException;

class ShmRefclockTest {
    private static final long START = 1_795_000_000_000_000_000L;
    private static final SourceId SOURCE = new SourceId(1);
    private static final ShmSettings SETTINGS = new ShmSettings(2, 0600, Span.ofSeconds(1), false);

    private final VirtualUniverse universe = new VirtualUniverse(1, START);
    private final VirtualWorld world = universe.world("box", Oscillator.perfect(), Span.ZERO);
    private final List<Observation> seen = new ArrayList<>();

    private ShmRefclock refclock(ShmSettings settings) {
        return new ShmRefclock(world, KernelTimescale.SAME, SOURCE, settings, seen::add);
    }

    private List<ExternalSample> samples() {
        return seen.stream().filter(ExternalSample.class::isInstance).map(ExternalSample.class::cast).toList();
    }

    private List<Condition> conditions() {
        return seen.stream().filter(DeviceReport.class::isInstance).map(o -> ((DeviceReport) o).condition()).toList();
    }

    private ShmProducer producer() throws WorldException {
        return new ShmProducer(world, SETTINGS.unit(), 0600);
    }

    private void writeNow(ShmProducer producer, long aheadNanos) {
        SystemInstant now = world.clock().now();
        producer.write(now, new SystemInstant(now.nanos() - aheadNanos), LeapIndicator.NONE);
    }

    @Test
    void samplesComeOverToTheNanosecondInEachLayout() throws Exception {
        for (ShmLayout layout : ShmLayout.values()) {
            seen.clear();
            world.references().makeSegment(SETTINGS.unit(), layout.size);
            ShmRefclock refclock = refclock(SETTINGS);
            refclock.open();
            ShmProducer producer = producer();
            SplittableRandom random = universe.random("offsets " + layout);
            List<Long> offsets = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                long offset = random.nextLong(-2_000_000_000L, 2_000_000_000L);
                offsets.add(offset);
                writeNow(producer, offset);
                universe.runFor(Span.ofSeconds(1));
            }
            assertThat(samples()).as(layout.name()).extracting(s -> s.offset().nanos()).isEqualTo(offsets);
            assertThat(conditions()).containsExactly(Condition.WORKING);
            refclock.close();
        }
    }

    @Test
    void aSampleIsTakenSoonAfterItWasWritten() throws Exception {
        refclock(SETTINGS).open();
        ShmProducer producer = producer();
        universe.runFor(Span.ofMillis(300));
        for (int i = 0; i < 30; i++) {
            writeNow(producer, 5);
            int before = samples().size();
            universe.runFor(Span.ofMillis(70));
            assertThat(samples()).hasSize(before + 1);
            universe.runFor(Span.ofMillis(930));
        }
    }

    @Test
    void aPulseOnlyGivesTheEdgeOfTheNearestSecond() throws Exception {
        refclock(new ShmSettings(2, 0600, Span.ofSeconds(1), true)).open();
        ShmProducer producer = producer();
        SystemInstant now = world.clock().now();
        producer.write(now, new SystemInstant(1_000_000_000_000_000_000L + 999_999_800L), LeapIndicator.NONE);
        universe.runFor(Span.ofSeconds(1));
        assertThat(seen.stream().filter(PulseEdge.class::isInstance).map(e -> e.at().nanos() - now.nanos()))
                .containsExactly(200L);
    }

    @Test
    void aWriterThatHasEndedIsSilentAndItsLastSampleIsNotTakenForNew() throws Exception {
        ShmProducer producer = producer();
        SystemInstant old = new SystemInstant(world.clock().now().nanos() - 3_600_000_000_000L);
        producer.write(old, old, LeapIndicator.NONE);
        ShmRefclock refclock = refclock(SETTINGS);
        refclock.open();
        universe.runFor(Span.ofSeconds(5));
        assertThat(samples()).isEmpty();
        assertThat(refclock.refused(ShmRefusal.STALE)).isEqualTo(1);
        assertThat(conditions()).containsExactly(Condition.SILENT);
        writeNow(producer, 0);
        universe.runFor(Span.ofSeconds(5));
        assertThat(samples()).hasSize(1);
        assertThat(conditions()).containsExactly(Condition.SILENT, Condition.WORKING, Condition.SILENT);
    }

    @Test
    void aWriterThatIsNotSynchronisedIsNotBelieved() throws Exception {
        ShmRefclock refclock = refclock(SETTINGS);
        refclock.open();
        ShmProducer producer = producer();
        SystemInstant now = world.clock().now();
        producer.write(now, now, LeapIndicator.UNSYNCHRONISED);
        universe.runFor(Span.ofSeconds(1));
        assertThat(samples()).isEmpty();
        assertThat(refclock.refused(ShmRefusal.NOT_SYNCHRONISED)).isEqualTo(1);
    }

    @Test
    void aSegmentOfNoKnownSizeIsRefusedByNameAndTriedAgain() throws Exception {
        world.references().makeSegment(SETTINGS.unit(), 128);
        ShmRefclock refclock = refclock(SETTINGS);
        refclock.open();
        assertThat(conditions()).containsExactly(Condition.FAILING);
        assertThat(((DeviceReport) seen.getFirst()).detail()).contains("128 bytes").contains("ipcrm -M 0x4e545032");
        world.references().makeSegment(SETTINGS.unit(), 96);
        universe.runFor(Span.ofSeconds(6));
        writeNow(producer(), 7);
        universe.runFor(Span.ofSeconds(1));
        assertThat(samples()).hasSize(1);
    }

    @Test
    void microsecondsCountWhereAnOldWriterLeavesTheNanosecondsAlone() throws Exception {
        refclock(SETTINGS).open();
        ShmProducer producer = producer();
        SystemInstant now = world.clock().now();
        producer.write(now, new SystemInstant(now.nanos() - 123_456L), LeapIndicator.NONE);
        SharedMemory memory = world.references().attach(SETTINGS.unit(), 0600);
        memory.putInt(ShmLayout.WIDE.clockNanos, 999_999_999);
        universe.runFor(Span.ofSeconds(1));
        long expected = now.nanos() - Math.floorDiv(now.nanos() - 123_456L, 1000) * 1000;
        assertThat(samples()).extracting(s -> s.offset().nanos()).containsExactly(expected);
    }

    @Test
    void nonsenseInTheSegmentNeverThrowsAndIsCounted() throws Exception {
        ShmRefclock refclock = refclock(SETTINGS);
        refclock.open();
        SharedMemory memory = world.references().attach(SETTINGS.unit(), 0600);
        SplittableRandom random = universe.random("nonsense");
        for (int i = 0; i < 2000; i++) {
            for (int at = 0; at < 96; at += 4) {
                memory.putInt(at, random.nextInt(4) == 0 ? random.nextInt(4) : random.nextInt());
            }
            memory.putInt(ShmLayout.WIDE.valid, 1);
            universe.runFor(Span.ofMillis(40));
        }
        long refused = 0;
        for (ShmRefusal reason : ShmRefusal.values()) {
            refused += refclock.refused(reason);
        }
        assertThat(refused).isGreaterThan(1000);
        assertThat(conditions()).contains(Condition.GARBLED);
    }

    @Test
    void aDecodedSampleIsWhatWasEncodedForRandomTimes() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            long received = random.nextLong(1L << 32) * 1_000_000_000L / 4 + random.nextLong(1_000_000_000L);
            ByteBuffer bytes = ByteBuffer.allocate(96).order(ByteOrder.nativeOrder());
            bytes.putInt(0, 1).putLong(24, received / 1_000_000_000L)
                    .putInt(32, (int) (received % 1_000_000_000L / 1000)).putInt(56, (int) (received % 1_000_000_000L));
            assertThat(ShmSample.decode(ShmLayout.WIDE, bytes.array())).isEqualTo(new ShmSample(
                    new SystemInstant(received), new SystemInstant(0), LeapIndicator.NONE));
        }
    }
}
