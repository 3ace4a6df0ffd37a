package org.timeball.linux.clock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockSetWatchTest {
    private static final long WAIT_NANOS = 50_000_000;

    @Test
    void whileNobodySetsTheClockItWaitsAsLongAsItIsToldEachTime() throws Exception {
        try (ClockSetWatch watch = new ClockSetWatch()) {
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                boolean set = watch.await(WAIT_NANOS);
                long waited = System.nanoTime() - start;
                assertThat(set).isFalse();
                // The timer is set by CLOCK_REALTIME, which may be slewed by 10 % against CLOCK_MONOTONIC.
                assertThat(waited).isGreaterThan(WAIT_NANOS * 9 / 10);
            }
        }
    }
}
