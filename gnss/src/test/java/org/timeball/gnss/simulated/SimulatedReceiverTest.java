package org.timeball.gnss.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.timeball.gnss.receiver.FixState;
import org.timeball.gnss.receiver.ReceiverTracker;
import org.timeball.gnss.sky.GnssSystem;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.SecondLabel;
import org.timeball.timekeeping.observation.Observation.Standing;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// The simulated receiver heard by the real tracker, on a perfect clock: every arrival is stamped with true time.
class SimulatedReceiverTest {
    private static final long SECOND = 1_000_000_000L;
    private static final UtcInstant FLOOR = UtcInstant.of(2026, 11, 1, 0, 0, 0, 0);
    /// Not on a whole second, as power-on never is.
    private static final long POWER_ON = UtcInstant.of(2026, 11, 20, 10, 0, 0, 300_000_000).posixNanos();
    private static final long SEED = 11;
    /// Six standard deviations of 20 ns.
    private static final long PULSE_JITTER_NANOS = 120;

    private final List<SecondLabel> labels = new ArrayList<>();
    private final List<Long> pulses = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private ReceiverTracker tracker = new ReceiverTracker(new SourceId(0), FLOOR);
    private long now;
    private long bytes;

    private SimulatedReceiver receiver(ReceiverProfile profile, String... faults) {
        return new SimulatedReceiver(profile, FaultPlan.parse(List.of(faults)), SEED, new SimulatedReceiver.Outlet() {
            @Override
            public void bytes(byte[] chunk) {
                bytes += chunk.length;
                for (Observation observation : tracker.accept(chunk, new SystemInstant(now))) {
                    labels.add((SecondLabel) observation);
                }
            }

            @Override
            public void pulse(long trueNanos) {
                assertThat(trueNanos).isEqualTo(now);
                pulses.add(trueNanos);
            }

            @Override
            public void unplugged() {
                events.add("unplugged");
            }

            @Override
            public void plugged() {
                events.add("plugged");
                tracker = new ReceiverTracker(new SourceId(0), FLOOR);
            }
        });
    }

    /// Lives through the time between two moments after power-on, exactly on time.
    private void live(SimulatedReceiver receiver, double untilSeconds) {
        long until = POWER_ON + Math.round(untilSeconds * SECOND);
        while (receiver.nextDueNanos() <= until) {
            assertThat(receiver.nextDueNanos()).isGreaterThanOrEqualTo(now);
            now = receiver.nextDueNanos();
            receiver.advance(now);
        }
    }

    private SimulatedReceiver started(String... faults) {
        SimulatedReceiver receiver = receiver(ReceiverProfile.nmea(), faults);
        receiver.start(POWER_ON);
        return receiver;
    }

    private void forget() {
        labels.clear();
        pulses.clear();
    }

    /// Every label names the second that began last, and arrives within the profile's delay and one chunk's way over
    /// the line (16 bytes at 9600 baud: 16.7 ms).
    private void everyLabelIsTrue() {
        for (SecondLabel label : labels) {
            long delay = label.at().nanos() - label.second().posixNanos();
            assertThat(delay).as("seed %d: %s", SEED, label).isBetween(80_000_000L, 167_000_000L);
            assertThat(label.standing()).as("seed %d: %s", SEED, label).isEqualTo(Standing.FIX);
            assertThat(label.weeksRepaired()).isZero();
        }
    }

    private static long fromSecond(long nanos) {
        return nanos - Math.round((double) nanos / SECOND) * SECOND;
    }

    @Test
    void eachSecondHasItsPulseAndItsLabel() {
        SimulatedReceiver receiver = started();
        assertThat(receiver(ReceiverProfile.nmea()).nextDueNanos()).isEqualTo(Long.MAX_VALUE);
        live(receiver, 3);
        forget();
        live(receiver, 123);
        assertThat(labels).hasSize(120);
        assertThat(pulses).hasSize(120);
        everyLabelIsTrue();
        assertThat(pulses).allSatisfy(
                pulse -> assertThat(Math.abs(pulse % SECOND > SECOND / 2 ? SECOND - pulse % SECOND : pulse % SECOND))
                        .isLessThan(PULSE_JITTER_NANOS));
        assertThat(tracker.badSentences()).isZero();
    }

    @Test
    void untilTheFirstFixNeitherLabelNorPulseIsTrue() {
        SimulatedReceiver receiver = started();
        live(receiver, 2);
        assertThat(labels).isNotEmpty().allSatisfy(label -> assertThat(label.standing()).isEqualTo(Standing.NO_FIX));
        assertThat(pulses).isNotEmpty()
                .allSatisfy(pulse -> assertThat(pulse % SECOND).isBetween(SECOND / 10, SECOND * 9 / 10));
    }

    @Test
    void itsSkyIsBelievableAndMoves() {
        SimulatedReceiver receiver = started();
        live(receiver, 5);
        FixState early = tracker.fixState();
        assertThat(early.mode()).isEqualTo(FixState.Mode.THREE_D);
        for (GnssSystem system : List.of(GnssSystem.GPS, GnssSystem.GLONASS, GnssSystem.GALILEO)) {
            assertThat(early.satellites().stream().filter(s -> s.system() == system)).hasSizeBetween(4, 12);
        }
        assertThat(early.satellitesUsed()).isBetween(12, 36);
        live(receiver, 3600);
        assertThat(tracker.fixState().satellites()).isNotEqualTo(early.satellites());
        assertThat(tracker.fixState().sentenceKinds()).contains("GNRMC", "GNGGA", "GNGSA", "GPGSV", "GLGSV", "GAGSV",
                "GNZDA");
    }

    @Test
    void theLineCarriesNoMoreThanItsSpeedAllows() {
        SimulatedReceiver receiver = started();
        live(receiver, 600);
        assertThat(bytes).isBetween(600L * 400, 600L * 960);
    }

    @Test
    void theSameSeedGivesTheSameReceiver() {
        live(started("garble@5+10"), 20);
        List<SecondLabel> first = List.copyOf(labels);
        List<Long> firstPulses = List.copyOf(pulses);
        forget();
        tracker = new ReceiverTracker(new SourceId(0), FLOOR);
        now = 0;
        live(started("garble@5+10"), 20);
        assertThat(labels).isEqualTo(first);
        assertThat(pulses).isEqualTo(firstPulses);
    }

    @Test
    void anOwnerWhoIsLateMissesNothing() {
        List<Long> late = new ArrayList<>();
        SimulatedReceiver receiver = new SimulatedReceiver(ReceiverProfile.nmea(), FaultPlan.NONE, SEED,
                new SimulatedReceiver.Outlet() {
                    @Override
                    public void bytes(byte[] chunk) {
                        bytes += chunk.length;
                    }

                    @Override
                    public void pulse(long trueNanos) {
                        late.add(trueNanos);
                    }

                    @Override
                    public void unplugged() {
                        events.add("unplugged");
                    }

                    @Override
                    public void plugged() {
                        events.add("plugged");
                    }
                });
        receiver.start(POWER_ON);
        receiver.advance(POWER_ON + 100 * SECOND);
        long lateBytes = bytes;
        bytes = 0;
        live(started(), 100);
        assertThat(late).isEqualTo(pulses);
        assertThat(lateBytes).isEqualTo(bytes);
    }

    @Test
    void withoutAFixItSaysSoAndItsPulseDrifts() {
        SimulatedReceiver receiver = started("no-fix@10+20");
        live(receiver, 9.9);
        assertThat(receiver.activeFault()).isEmpty();
        live(receiver, 11);
        assertThat(receiver.activeFault()).contains(Fault.NO_FIX);
        forget();
        live(receiver, 29.5);
        assertThat(labels).hasSizeGreaterThanOrEqualTo(18)
                .allSatisfy(label -> assertThat(label.standing()).isEqualTo(Standing.NO_FIX));
        assertThat(tracker.fixState().mode()).isEqualTo(FixState.Mode.NONE);
        long drift = fromSecond(pulses.getLast()) - fromSecond(pulses.getFirst());
        long seconds = pulses.size() - 1;
        assertThat(drift).isBetween(seconds * 2_000 - 2 * PULSE_JITTER_NANOS, seconds * 2_000 + 2 * PULSE_JITTER_NANOS);
        live(receiver, 31);
        forget();
        live(receiver, 40);
        everyLabelIsTrue();
        assertThat(labels).hasSize(9);
        assertThat(Math.abs(fromSecond(pulses.getLast()))).isLessThan(PULSE_JITTER_NANOS);
    }

    @Test
    void garbledBytesFailTheirChecksums() {
        SimulatedReceiver receiver = started("garble@10+20");
        live(receiver, 10);
        long good = tracker.goodSentences();
        live(receiver, 30);
        assertThat(tracker.badSentences()).isGreaterThan(5 * (tracker.goodSentences() - good));
        assertThat(pulses.size()).isGreaterThanOrEqualTo(29);
    }

    @Test
    void withoutAPulseTheLabelsGoOn() {
        SimulatedReceiver receiver = started("no-pulse@10+20");
        live(receiver, 10);
        forget();
        live(receiver, 30);
        assertThat(pulses).isEmpty();
        assertThat(labels).hasSize(20);
        everyLabelIsTrue();
    }

    @Test
    void aJumpMovesLabelsAndPulseTogether() {
        SimulatedReceiver receiver = started("jump@10+20");
        live(receiver, 11.5);
        forget();
        live(receiver, 29.9);
        long jump = 137_250_000_000L;
        assertThat(labels).hasSizeGreaterThanOrEqualTo(17).allSatisfy(label -> assertThat(
                label.at().nanos() - label.second().posixNanos() + jump).isBetween(80_000_000L, 167_000_000L));
        assertThat(pulses).allSatisfy(
                pulse -> assertThat(Math.abs(fromSecond(pulse + jump))).isLessThan(PULSE_JITTER_NANOS));
        live(receiver, 31.5);
        forget();
        live(receiver, 40);
        everyLabelIsTrue();
        assertThat(labels).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void aWrongCenturyIsRepairedByTheTracker() {
        SimulatedReceiver receiver = started("century@10+20");
        live(receiver, 11);
        forget();
        live(receiver, 29);
        assertThat(labels).hasSizeGreaterThanOrEqualTo(17).allSatisfy(label -> {
            assertThat(label.weeksRepaired()).isEqualTo(1024);
            assertThat(label.at().nanos() - label.second().posixNanos()).isBetween(80_000_000L, 167_000_000L);
        });
    }

    @Test
    void aSilentLineLeavesThePulse() {
        SimulatedReceiver receiver = started("silent@10.5+20");
        live(receiver, 10.5);
        forget();
        bytes = 0;
        live(receiver, 30.4);
        assertThat(bytes).isZero();
        assertThat(pulses).hasSize(20);
        live(receiver, 40);
        assertThat(labels).hasSizeGreaterThanOrEqualTo(8);
        everyLabelIsTrue();
    }

    @Test
    void anUnpluggedReceiverComesBackCold() {
        SimulatedReceiver receiver = started("unplug@10+20");
        live(receiver, 10);
        forget();
        bytes = 0;
        live(receiver, 29.9);
        assertThat(events).containsExactly("unplugged");
        assertThat(bytes).isZero();
        assertThat(pulses).isEmpty();
        live(receiver, 31.9);
        assertThat(events).containsExactly("unplugged", "plugged");
        assertThat(labels).isNotEmpty().allSatisfy(label -> assertThat(label.standing()).isEqualTo(Standing.NO_FIX));
        live(receiver, 33);
        forget();
        live(receiver, 40);
        everyLabelIsTrue();
        assertThat(labels).hasSize(7);
    }

    @Test
    void faultsMayOverlap() {
        SimulatedReceiver receiver = started("silent@10+20", "no-pulse@15+5");
        live(receiver, 16);
        assertThat(receiver.activeFault()).contains(Fault.SILENT);
        forget();
        live(receiver, 19.9);
        assertThat(pulses).isEmpty();
        assertThat(labels).isEmpty();
        live(receiver, 29);
        assertThat(pulses).hasSize(9);
    }
}
