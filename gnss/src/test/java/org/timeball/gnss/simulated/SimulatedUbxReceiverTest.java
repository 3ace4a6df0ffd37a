package org.timeball.gnss.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.gnss.receiver.FixReport;
import org.timeball.gnss.receiver.FixState;
import org.timeball.gnss.receiver.ReceiverTracker;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.PulseError;
import org.timeball.timekeeping.observation.Observation.SecondLabel;
import org.timeball.timekeeping.observation.Observation.Standing;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// Simulated u-blox receivers against the tracker, with true time for a clock.
class SimulatedUbxReceiverTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long SEED = 8;
    private static final UtcInstant FLOOR = UtcInstant.of(2026, 11, 1, 0, 0, 0, 0);
    private static final long POWER_ON = UtcInstant.of(2026, 11, 20, 23, 59, 10, 0).posixNanos();

    private final ReceiverTracker tracker = new ReceiverTracker(new SourceId(2), FLOOR);
    private final List<SecondLabel> labels = new ArrayList<>();
    private final List<PulseError> errors = new ArrayList<>();
    private final List<Long> pulses = new ArrayList<>();
    private final List<FixReport> reports = new ArrayList<>();
    private long now;

    private void live(String model, int seconds, String... faults) {
        tracker.report(reports::add);
        SimulatedReceiver receiver = new SimulatedReceiver(ReceiverProfile.named(model),
                FaultPlan.parse(List.of(faults)), SEED, new SimulatedReceiver.Outlet() {
                    @Override
                    public void bytes(byte[] chunk) {
                        for (Observation observation : tracker.accept(chunk, new SystemInstant(now))) {
                            switch (observation) {
                                case SecondLabel label -> labels.add(label);
                                case PulseError error -> errors.add(error);
                                default -> throw new AssertionError(observation);
                            }
                        }
                    }

                    @Override
                    public void pulse(long trueNanos) {
                        pulses.add(trueNanos);
                    }

                    @Override
                    public void unplugged() {
                        throw new AssertionError("nothing is unplugged here");
                    }

                    @Override
                    public void plugged() {
                        throw new AssertionError("nothing is plugged in here");
                    }
                });
        receiver.start(POWER_ON);
        long until = POWER_ON + seconds * SECOND;
        while (receiver.nextDueNanos() <= until) {
            now = receiver.nextDueNanos();
            receiver.advance(now);
        }
    }

    private static long nearestSecond(long nanos) {
        return Math.floorDiv(nanos + SECOND / 2, SECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ublox-6t", "ublox-m8t", "ublox-f9t"})
    void everySecondIsLabelledOverMidnightToo(String model) {
        live(model, 100);
        List<SecondLabel> fixes = labels.stream().filter(label -> label.standing() == Standing.FIX).toList();
        assertThat(fixes).hasSizeBetween(96, 99);
        assertThat(fixes).allSatisfy(label -> {
            assertThat(label.at().nanos() - label.second().posixNanos()).isBetween(0L, 200_000_000L);
            assertThat(label.weeksRepaired()).isZero();
        });
        assertThat(tracker.badSentences()).isZero();
        FixState state = tracker.fixState();
        assertThat(state.mode()).isEqualTo(FixState.Mode.THREE_D);
        assertThat(state.satellitesUsed()).isGreaterThan(3);
        assertThat(state.latitudeDegrees()).isBetween(51.47, 51.49);
        assertThat(reports.getLast().leapSeconds()).hasValue(18);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ublox-6t", "ublox-m8t", "ublox-f9t"})
    void aLostFixIsSaidAtOnceAndNoErrorIsAnnouncedForItsPulses(String model) {
        live(model, 40, "no-fix@20+10");
        long lost = POWER_ON / SECOND + 20;
        assertThat(labels).filteredOn(label -> {
            long second = label.second().epochSecond();
            return second > lost && second < lost + 10;
        }).isNotEmpty().allMatch(label -> label.standing() == Standing.NO_FIX);
        assertThat(errors).noneMatch(error -> error.second().epochSecond() > lost + 2
                && error.second().epochSecond() < lost + 10);
        assertThat(labels.getLast().standing()).isEqualTo(Standing.FIX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ublox-6t", "ublox-m8t", "ublox-f9t"})
    void aDateBehindByARolloverIsPutRight(String model) {
        live(model, 30, "century@10+20");
        assertThat(labels.getLast().weeksRepaired()).isEqualTo(1024);
        assertThat(labels.getLast().second().posixNanos()).isGreaterThan(POWER_ON);
        assertThat(errors.getLast().second().posixNanos()).isGreaterThan(POWER_ON);
    }

    /// The sign, and which pulse it is: the right one leaves the jitter, the wrong sign doubles the sawtooth, and the
    /// neighbour's error is no better than none.
    @ParameterizedTest
    @ValueSource(strings = {"ublox-6t", "ublox-m8t", "ublox-f9t"})
    void anAnnouncedErrorBelongsToTheNextPulseAndTakesTheSawtoothAway(String model) {
        live(model, 400);
        Map<Long, Long> early = new HashMap<>();
        for (PulseError error : errors) {
            assertThat(error.at().nanos()).isLessThan(error.second().posixNanos());
            assertThat(error.second().posixNanos() - error.at().nanos()).isLessThan(SECOND);
            early.put(error.second().epochSecond(), error.early().nanos());
        }
        double plain = 0;
        double right = 0;
        double wrongSign = 0;
        double neighbour = 0;
        int counted = 0;
        for (long pulse : pulses) {
            long second = nearestSecond(pulse);
            if (early.containsKey(second) && early.containsKey(second + 1)) {
                double error = pulse - second * SECOND;
                plain += error * error;
                right += Math.pow(error + early.get(second), 2);
                wrongSign += Math.pow(error - early.get(second), 2);
                neighbour += Math.pow(error + early.get(second + 1), 2);
                counted++;
            }
        }
        ReceiverProfile profile = ReceiverProfile.named(model);
        assertThat(counted).isGreaterThan(390);
        // Jitter, and half a nanosecond from rounding twice.
        assertThat(Math.sqrt(right / counted)).isLessThan(1.15 * profile.pulseJitterNanos() + 0.5);
        // A sawtooth's rms is its step over the root of twelve.
        assertThat(Math.sqrt(plain / counted)).isGreaterThan(0.9 * profile.sawtoothNanos() / Math.sqrt(12));
        assertThat(wrongSign).isGreaterThan(2 * plain);
        assertThat(neighbour).isGreaterThan(plain * 0.8);
    }
}
