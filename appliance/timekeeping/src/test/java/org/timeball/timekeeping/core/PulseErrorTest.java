package org.timeball.timekeeping.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.PulseError;
import org.timeball.timekeeping.observation.Observation.Standing;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// A perfect clock that nobody touches, and a pulse that misses its second by what the receiver announces: all that a
/// sample shows is the pulse's error.
class PulseErrorTest {
    private static final SourceId LABELS = new SourceId(0);
    private static final SourceId PULSES = new SourceId(1);
    private static final long START = 1_798_761_480L;
    private static final long NANOS = 1_000_000_000L;
    private static final double HALF_A_NANOSECOND = 5e-10;

    private State state = State.start(
            new CoreSettings(
                    List.of(SourceSettings.refclock(LABELS, "UBX", Kind.LABEL).withLabelDelay(OptionalDouble.empty()),
                            SourceSettings.pulses(PULSES, "PPS", LABELS)),
                    SelectionSettings.DEFAULT, new SteeringSettings(0.1, 3, 83_333e-6), Span.ofNanos(1)),
            new SystemInstant(START * NANOS), Frequency.ZERO);
    private TimingSnapshot snapshot = TimingSnapshot.unsynchronised(new SystemInstant(START * NANOS));

    private void observe(Observation observation) {
        Step step = Core.step(state, observation);
        state = step.next();
        snapshot = step.snapshot();
    }

    private static SystemInstant reading(long second, long nanos) {
        return new SystemInstant(second * NANOS + nanos);
    }

    private static long early(long second) {
        return Math.floorMod(second * 13, 43) - 21;
    }

    private void announce(long second, long told) {
        observe(new PulseError(LABELS, reading(second - 1, 60_000_000), UtcInstant.ofEpochSecond(second),
                new Span(told)));
    }

    /// The pulse of a second, and its label a while later.
    ///
    /// @return what the sample said: our clock minus the pulse's time, nanoseconds; NaN if it was no sample
    private double live(long second) {
        observe(new Observation.PulseEdge(PULSES, reading(second, -early(second))));
        double offset = snapshot.sources().stream().filter(source -> source.id().equals(PULSES)).findFirst()
                .map(SourceSnapshot::lastOffsetSeconds).orElse(Double.NaN);
        observe(new Observation.SecondLabel(LABELS, reading(second, 120_000_000), UtcInstant.ofEpochSecond(second),
                Standing.FIX, LeapIndicator.NONE, 0));
        return offset;
    }

    private List<Double> offsets(int seconds, boolean announced, long told) {
        List<Double> offsets = new ArrayList<>();
        for (long second = START + 1; second <= START + seconds; second++) {
            if (announced) {
                announce(second, early(second) * told);
            }
            double offset = live(second);
            if (!Double.isNaN(offset)) {
                offsets.add(offset);
            }
        }
        return offsets;
    }

    @Test
    void anAnnouncedErrorIsTakenAwayFromItsPulse() {
        assertThat(offsets(40, true, 1)).hasSizeGreaterThan(30)
                .allSatisfy(offset -> assertThat(offset).isCloseTo(0, within(HALF_A_NANOSECOND)));
    }

    @Test
    void withoutAnAnnouncementThePulseIsTakenAsItCame() {
        List<Double> offsets = offsets(40, false, 0);
        assertThat(offsets).hasSizeGreaterThan(30);
        for (int i = 0; i < offsets.size(); i++) {
            long second = START + 40 - offsets.size() + 1 + i;
            assertThat(offsets.get(i)).isCloseTo(-early(second) * 1e-9, within(HALF_A_NANOSECOND));
        }
    }

    @Test
    void theErrorOfTheNextPulseMayBeToldBeforeTheLastPulseIsTakenIn() {
        offsets(20, true, 1);
        long second = START + 21;
        announce(second, early(second));
        announce(second + 1, early(second + 1));
        assertThat(live(second)).isCloseTo(0, within(HALF_A_NANOSECOND));
        assertThat(live(second + 1)).isCloseTo(0, within(HALF_A_NANOSECOND));
    }

    @Test
    void theErrorOfAnotherSecondIsNotApplied() {
        int samples = 0;
        for (long second = START + 1; second <= START + 30; second++) {
            announce(second + 5, 20);
            double offset = live(second);
            if (!Double.isNaN(offset)) {
                assertThat(offset).isCloseTo(-early(second) * 1e-9, within(HALF_A_NANOSECOND));
                samples++;
            }
        }
        assertThat(samples).isGreaterThan(20);
    }
}
