package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace();

    @Test
    void untilTheKernelHasSpokenTheFirstAnswerOfABatchIsNotMoved() {
        for (int i = 0; i < 100; i++) {
            pace.sent(64, 64 * 3_000);
            assertThat(pace.untilLeaving(0)).isZero();
        }
    }

    @Test
    void eachAnswerLeavesOneTurnAfterTheOneBefore() {
        for (int i = 0; i < 500; i++) {
            pace.sent(64, 64 * 1_600);
        }
        assertThat(pace.untilLeaving(1)).isEqualTo(1_600);
        assertThat(pace.untilLeaving(63)).isEqualTo(63 * 1_600);
    }

    @Test
    void interruptedBatchesHardlyCount() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            long each = 1_500 + random.nextInt(200) + (random.nextInt(3) == 0 ? random.nextInt(50_000) : 0);
            pace.sent(32, 32 * each);
        }
        // From one step down (three 64ths) below the fastest of the undisturbed batches to twenty up above the slowest,
        // which takes twenty disturbed ones in a row: odds of 3^-20.
        assertThat(pace.untilLeaving(1)).as("seed %d", seed).isBetween(1_429L, 2_320L);
    }

    @Test
    void smallBatchesSayNothing() {
        long before = pace.untilLeaving(10);
        for (int answers = 1; answers < 8; answers++) {
            pace.sent(answers, 1_000_000);
        }
        assertThat(pace.untilLeaving(10)).isEqualTo(before);
    }

    @Test
    void whatIsLearnedStaysWithinBounds() {
        for (int i = 0; i < 2_000; i++) {
            pace.sent(8, Long.MAX_VALUE);
        }
        assertThat(pace.untilLeaving(1)).isEqualTo(50_000);
        for (int i = 0; i < 2_000; i++) {
            pace.sent(8, 0);
        }
        assertThat(pace.untilLeaving(1)).isZero();
        for (int i = 0; i < 2_000; i++) {
            pace.sent(8, 8_000);
        }
        assertThat(pace.untilLeaving(1)).isEqualTo(1_000);
    }

    @Test
    void allStampsMoveByWhatTheKernelTakesToLetGoOfTheFirst() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            pace.sent(64, 64 * 1_000);
        }
        for (int i = 0; i < 2_000; i++) {
            pace.firstLeft(2_000 + random.nextInt(200) + (random.nextInt(4) == 0 ? random.nextInt(10_000_000) : 0));
        }
        // Twenty steps of 32 ns above the slowest undisturbed one.
        assertThat(pace.untilLeaving(0)).as("seed %d", seed).isBetween(1_904L, 2_840L);
        assertThat(pace.untilLeaving(10) - pace.untilLeaving(0)).isEqualTo(10_000);
        pace.firstLeft(Long.MIN_VALUE);
        pace.firstLeft(Long.MAX_VALUE);
        for (int i = 0; i < 2_000; i++) {
            pace.firstLeft(1_000_000);
        }
        assertThat(pace.untilLeaving(0)).as("what waited in a queue").isEqualTo(20_000);
        for (int i = 0; i < 2_000; i++) {
            pace.firstLeft(-5);
        }
        assertThat(pace.untilLeaving(0)).isZero();
    }
}
