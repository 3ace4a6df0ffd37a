package org.timeball.timekeeping.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Standing;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// Observations that no honest device makes: none moves the clock, none throws.
class HostileObservationsTest {
    private static final double UNMOVED = 3e-6;

    private static Box locked() {
        Box box = new Box(11, 0.3, 12, new SteeringSettings(0.1, 3, 83_333e-6), OptionalDouble.empty());
        box.run(60);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
        return box;
    }

    private static SourceSnapshot liar(Box box) {
        return box.snapshot().sources().get(Box.OTHER.number());
    }

    @ParameterizedTest
    @ValueSource(doubles = {3600, -3600, 31_557_600, 2, -0.001, 1e-5})
    void aSourceThatLiesMovesNothingAndIsNamed(double lie) {
        Box box = locked();
        for (int i = 0; i < 60; i++) {
            box.run(1);
            box.tell(new Observation.ExternalSample(Box.OTHER, box.now(), Span.ofSeconds(lie), LeapIndicator.NONE));
        }
        assertThat(box.trueErrorSeconds()).isBetween(-UNMOVED, UNMOVED);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
        assertThat(liar(box).reason().cause()).isEqualTo(Cause.FALSETICKER);
        assertThat(liar(box).reason().value()).isBetween(-lie - 1e-4, -lie + 1e-4);
    }

    @Test
    void samplesStampedInTheFutureMoveNeitherTheClockNorTheCoresIdeaOfNow() {
        Box box = locked();
        SystemInstant before = box.snapshot().at();
        box.tell(new Observation.ExternalSample(Box.OTHER, box.now().plus(Span.ofSeconds(3600)), Span.ZERO,
                LeapIndicator.NONE));
        box.tell(new Observation.PulseEdge(Box.PULSES, new SystemInstant(Long.MAX_VALUE)));
        box.tell(new Observation.PulseEdge(Box.PULSES, new SystemInstant(Long.MIN_VALUE)));
        assertThat(box.snapshot().at()).isEqualTo(before);
        assertThat(liar(box).reason().cause()).isEqualTo(Cause.WRONG_STAMPS);
        assertThat(liar(box).reason().value()).isBetween(3599.0, 3601.0);
        box.run(5);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
    }

    @Test
    void aMillionSamplesAtOneInstantChangeNothing() {
        Box box = locked();
        Observation.PulseEdge edge = new Observation.PulseEdge(Box.PULSES, box.lastEdge());
        for (int i = 0; i < 1_000_000; i++) {
            box.tell(edge);
        }
        box.run(3);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
        assertThat(box.trueErrorSeconds()).isBetween(-UNMOVED, UNMOVED);
    }

    @Test
    void aBurstOfWrongLabelsDoesNotConvertTheBox() {
        Box box = locked();
        for (int i = 0; i < 5000; i++) {
            UtcInstant wrong = UtcInstant.ofEpochSecond(2_000_000_000L + i / 1000);
            box.tell(new Observation.SecondLabel(Box.LABELS, box.now(), wrong, Standing.FIX, LeapIndicator.NONE, 0));
        }
        assertThat(box.trueErrorSeconds()).isBetween(-UNMOVED, UNMOVED);
        box.run(5);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
    }

    @Test
    void extremesAndNonsenseNeverThrow() {
        long[] extremes = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, 1_700_000_000_000_000_000L, Long.MAX_VALUE - 1,
                Long.MAX_VALUE};
        Box box = locked();
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            SystemInstant at = random.nextInt(4) == 0
                    ? new SystemInstant(extremes[random.nextInt(extremes.length)])
                    : box.now().plus(Span.ofNanos(random.nextLong(-9_000_000_000L, 9_000_000_000L)));
            Span span = new Span(random.nextBoolean() ? extremes[random.nextInt(extremes.length)] : random.nextLong());
            LeapIndicator leap = LeapIndicator.values()[random.nextInt(4)];
            long second = random.nextBoolean() ? random.nextLong() : random.nextLong(4_000_000_000L);
            box.tell(switch (random.nextInt(3)) {
                case 0 -> new Observation.ExternalSample(Box.OTHER, at, span, leap);
                case 1 -> new Observation.SecondLabel(Box.LABELS, at, UtcInstant.ofEpochSecond(second),
                        Standing.values()[random.nextInt(3)], leap, 0);
                default -> new Observation.PulseEdge(Box.PULSES, at);
            });
        }
        assertThat(box.trueErrorSeconds()).isBetween(-UNMOVED * 10, UNMOVED * 10);
        box.run(20);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
    }

    @Test
    void aStepBySomethingElseIsSaidAndTakenBack() {
        Box box = locked();
        box.stepByOthers(-3600);
        box.run(1);
        assertThat(box.snapshot().reason().cause()).isIn(Cause.CLOCK_DISTURBED, Cause.TIME_JUMP);
        box.run(5);
        assertThat(box.snapshot().reason().cause()).isEqualTo(Cause.CLOCK_DISTURBED);
        // no step is allowed any more: it is slewed back by 83,333 ppm, and said to be wrong meanwhile
        assertThat(Math.abs(box.trueErrorSeconds())).isLessThan(3600);
        assertThat(box.snapshot().stratum()).isEqualTo(16);
    }

    @Test
    void twoSourcesThatLieTogetherDoNotOutvoteAClockThatKnowsBetter() {
        Box box = locked();
        List<SourceId> liars = List.of(Box.OTHER, Box.ANOTHER);
        for (int i = 0; i < 60; i++) {
            box.run(1);
            for (SourceId id : liars) {
                box.tell(new Observation.ExternalSample(id, box.now(), Span.ofSeconds(5), LeapIndicator.NONE));
            }
        }
        assertThat(box.trueErrorSeconds()).isBetween(-UNMOVED, UNMOVED);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
        assertThat(box.snapshot().correctionPpm()).isNotEqualTo(Frequency.ZERO.ppm());
    }
}
