package org.timeball.timekeeping.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Standing;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.SourceSnapshot.Verdict;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;

class CoreTest {
    private static final SteeringSettings STEP_ONCE = new SteeringSettings(0.1, 3, 83_333e-6);
    /// Doubles carry true seconds since 1970 here: about 2.4e-7 s of rounding in the rig itself.
    private static final double RIG_ROUNDING = 1e-6;

    private static Box box(double offset) {
        return new Box(7, offset, 23, STEP_ONCE, OptionalDouble.empty());
    }

    @Test
    void aClockWrongByYearsIsRightAndAtStratumOneAfterTenSeconds() {
        Box box = box(-900_000_000);
        box.run(10);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
        assertThat(box.snapshot().stratum()).isEqualTo(1);
        assertThat(box.trueErrorSeconds()).isBetween(-2e-6, 2e-6);
    }

    @Test
    void beforeAnySampleNothingIsClaimed() {
        Box box = box(0.3);
        box.labels = false;
        box.pulses = false;
        box.run(5);
        assertThat(box.snapshot().stratum()).isEqualTo(16);
        assertThat(box.snapshot().reason().cause()).isEqualTo(Cause.STARTING);
    }

    @Test
    void aPulseWithoutASecondLabelMovesNothing() {
        Box box = box(0.3);
        box.labels = false;
        box.run(60);
        assertThat(box.snapshot().stratum()).isEqualTo(16);
        assertThat(box.trueErrorSeconds()).isBetween(0.299, 0.303);
    }

    @Test
    void aReceiverWithoutFixIsDroppedAtItsFirstWord() {
        Box box = box(0.3);
        box.run(60);
        box.standing = Standing.NO_FIX;
        box.run(1);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.HOLDOVER);
        assertThat(box.snapshot().stratum()).isEqualTo(2);
        assertThat(box.snapshot().reason().cause()).isEqualTo(Cause.NO_FIX);
        box.standing = Standing.FIX;
        box.run(3);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
    }

    @Test
    void theBoundGrowsInHoldoverAndContainsTheError() {
        Box box = box(0.3);
        box.run(300);
        box.pulses = false;
        box.run(5);
        double early = box.snapshot().rootDispersionSeconds();
        assertThat(box.snapshot().reason().cause()).isEqualTo(Cause.NO_PULSE);
        box.run(1000);
        double late = box.snapshot().rootDispersionSeconds();
        assertThat(late).isGreaterThan(early);
        assertThat(Math.abs(box.trueErrorSeconds())).isLessThan(late + RIG_ROUNDING);
    }

    @Test
    void aReceiverThatJumpsIsNotFollowedAndTakenBackWhenItReturns() {
        Box box = box(0.3);
        box.run(60);
        box.labelShift = 137;
        box.pulseShift = 0.25;
        box.run(20);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.HOLDOVER);
        assertThat(box.snapshot().reason().cause()).isEqualTo(Cause.TIME_JUMP);
        assertThat(box.snapshot().reason().value()).isBetween(136.7, 136.8);
        assertThat(box.trueErrorSeconds()).isBetween(-2e-6, 2e-6);
        box.labelShift = 0;
        box.pulseShift = 0;
        box.run(5);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
    }

    @Test
    void aReceiverThatInsistsForFiveMinutesIsBelievedAfterTrustWasWithdrawn() {
        Box box = box(0.3);
        box.run(60);
        box.labelShift = 2;
        box.run(290);
        assertThat(box.trueErrorSeconds()).isBetween(-5e-6, 5e-6);
        // Its three steps are used up: two seconds are slewed in 24.
        box.run(40);
        assertThat(box.trueErrorSeconds()).isBetween(2 - 5e-6, 2 + 5e-6);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
    }

    @Test
    void aSmallOffsetIsSlewedNotStepped() {
        Box box = new Box(3, 0.05, -40, STEP_ONCE, OptionalDouble.empty());
        box.run(15);
        assertThat(box.trueErrorSeconds()).isBetween(-2e-6, 2e-6);
    }

    @Test
    void aLateLabelOfAKnownLateReceiverNumbersTheRightPulse() {
        Box box = new Box(3, 5, 10, STEP_ONCE, OptionalDouble.of(0.9));
        box.labelDelay = 0.93;
        box.run(12);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
        assertThat(box.trueErrorSeconds()).isBetween(-2e-6, 2e-6);
    }

    @Test
    void aLabelTooNearTheNextPulseIsRefusedWithItsDelay() {
        Box box = box(0.3);
        box.labelDelay = 0.97;
        box.run(20);
        assertThat(box.snapshot().stratum()).isEqualTo(16);
        assertThat(box.snapshot().reason().cause()).isEqualTo(Cause.AMBIGUOUS_LABEL);
        assertThat(box.snapshot().reason().value()).isBetween(0.96, 0.98);
    }

    @Test
    void withoutARequiredSourceNobodyIsBelieved() {
        SelectionOptions required = new SelectionOptions(false, false, false, true);
        Box box = new Box(7, 0.05, 23, STEP_ONCE, OptionalDouble.empty(), required);
        box.run(60);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
        box.labels = false;
        box.run(10);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.HOLDOVER);
    }

    @Test
    void aSourceThatMayNotBeSelectedIsWatchedOnly() {
        SelectionOptions watched = new SelectionOptions(true, false, false, false);
        Box box = new Box(7, 0.05, 23, STEP_ONCE, OptionalDouble.empty(), watched);
        box.run(60);
        assertThat(box.snapshot().sources().getFirst().verdict()).isEqualTo(Verdict.UNSELECTED);
        assertThat(box.snapshot().sources().getFirst().reason().cause()).isEqualTo(Cause.NOT_SELECTABLE);
    }

    @Test
    void aLeapSecondThatOnlyTheLabelsTellOfIsTakenAtMidnight() {
        Box box = box(0.3);
        box.leapSecondAt = Box.START + 120;
        box.run(119);
        assertThat(box.trueErrorSeconds()).isBetween(-2e-6, 2e-6);
        box.run(3);
        assertThat(box.trueErrorSeconds()).isBetween(-1 - 2e-6, -1 + 2e-6);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
        box.run(60);
        assertThat(box.trueErrorSeconds()).isBetween(-1 - 2e-6, -1 + 2e-6);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
    }

    @Test
    void aSixtiethSecondOnAnyOtherDayMovesNothing() {
        Box box = box(0.3);
        box.run(10);
        box.labelShift = -86_400;
        box.leapSecondAt = Box.START + 120 - 86_400;
        box.run(130);
        assertThat(box.trueErrorSeconds()).isBetween(-5e-6, 5e-6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.03, 0.2, 0.5, 0.75, 0.92})
    void aLeapSecondIsTakenHoweverLateTheLabelsAre(double delay) {
        for (OptionalDouble configured : new OptionalDouble[]{OptionalDouble.empty(), OptionalDouble.of(delay)}) {
            Box box = new Box(7, 0.3, 23, STEP_ONCE, configured);
            box.labelDelay = delay;
            box.leapSecondAt = Box.START + 120;
            box.run(180);
            assertThat(box.trueErrorSeconds()).as("%s", configured).isBetween(-1 - 2e-6, -1 + 2e-6);
            assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
        }
    }

    @Test
    void aReceiverThatFallsBackByAGpsEraIsNotFollowed() {
        Box box = box(0.3);
        box.run(60);
        box.labelShift = -1024L * 604_800;
        box.run(60);
        assertThat(box.trueErrorSeconds()).isBetween(-5e-6, 5e-6);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.HOLDOVER);
        assertThat(box.snapshot().reason().cause()).isEqualTo(Cause.TIME_JUMP);
    }

    @Test
    void thatLabelsAreTakenToBeOnTimeIsSaidWhereNothingConfirmsIt() {
        Box far = box(7);
        far.run(60);
        assertThat(far.snapshot().sources().getFirst().reason().cause()).isEqualTo(Cause.DELAY_ASSUMED);
        assertThat(far.snapshot().reason().cause()).isEqualTo(Cause.NONE);
        // A clock that was right to half a second before anybody set it confirms the second.
        Box near = box(0.3);
        near.run(60);
        assertThat(near.snapshot().sources().getFirst().reason().cause()).isEqualTo(Cause.NONE);
        Box told = new Box(7, 7, 23, STEP_ONCE, OptionalDouble.of(0.12));
        told.run(60);
        assertThat(told.snapshot().sources().getFirst().reason().cause()).isEqualTo(Cause.NONE);
        for (int i = 0; i < 10; i++) {
            far.tell(new Observation.ExternalSample(Box.OTHER, far.now(), Span.ofSeconds(far.trueErrorSeconds()),
                    LeapIndicator.NONE));
            far.run(1);
        }
        assertThat(far.snapshot().sources().getFirst().reason().cause()).isEqualTo(Cause.NONE);
    }

    @Test
    void aReceiverMoreThanASecondLateIsNotBelievedAgainstTwoOthers() {
        Box box = new Box(7, 0.3, 23, STEP_ONCE, OptionalDouble.empty());
        box.labelShift = -1;
        for (int i = 0; i < 120; i++) {
            for (SourceId id : List.of(Box.OTHER, Box.ANOTHER)) {
                box.tell(new Observation.ExternalSample(id, box.now(), Span.ofSeconds(box.trueErrorSeconds()),
                        LeapIndicator.NONE));
            }
            box.run(1);
        }
        // First it is outvoted; then the clock knows better where its pulses are, and its labels contradict that.
        assertThat(box.snapshot().sources().get(Box.PULSES.number()).reason().cause()).isIn(Cause.FALSETICKER,
                Cause.TIME_JUMP);
        assertThat(box.snapshot().sources().get(Box.PULSES.number()).reason().value()).isBetween(-1.01, -0.99);
        assertThat(box.trueErrorSeconds()).isBetween(-1e-4, 1e-4);
    }
}
