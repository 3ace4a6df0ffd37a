package org.timeball.timekeeping.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.filter.Estimate;

class PollIntervalTest {
    private static final double JITTER = 1e-4;

    /// An estimate whose deviation is the same at any time.
    private static Estimate believing(double sigma, double jumpOdds) {
        return new Estimate(1000, 0, 0, sigma * sigma, 0, 0, 0, JITTER, jumpOdds, 50);
    }

    private static PollInterval after(PollInterval poll, Estimate estimate, int times) {
        PollInterval next = poll;
        for (int i = 0; i < times; i++) {
            next = next.after(estimate);
        }
        return next;
    }

    @Test
    void aClockThatIsForetoldBetterThanMeasuredIsAskedForLessOften() {
        PollInterval start = PollInterval.start(6, 10);
        assertThat(after(start, believing(0.5 * JITTER, 0), 3).exponent()).isEqualTo(6);
        assertThat(after(start, believing(0.5 * JITTER, 0), 4).exponent()).isEqualTo(7);
        assertThat(after(start, believing(0.5 * JITTER, 0), 100).seconds()).isEqualTo(1024);
    }

    @Test
    void aClockThatIsForetoldHardlyBetterIsSlowlyAskedForMoreOften() {
        PollInterval rare = new PollInterval(10, 6, 10, 0);
        assertThat(after(rare, believing(0.8 * JITTER, 0), 3).exponent()).isEqualTo(10);
        assertThat(after(rare, believing(0.8 * JITTER, 0), 4).exponent()).isEqualTo(9);
        assertThat(after(rare, believing(0.8 * JITTER, 0), 100).exponent()).isEqualTo(6);
    }

    @Test
    void aJumpOfTheRateShortensTheIntervalAtOnce() {
        PollInterval rare = new PollInterval(10, 6, 10, 0.75);
        assertThat(rare.after(believing(0.1 * JITTER, 0.2)).exponent()).isEqualTo(9);
        assertThat(rare.after(believing(1.1 * JITTER, 0)).exponent()).isEqualTo(9);
    }

    @Test
    void intervalsOutOfOrderAreRefused() {
        assertThatThrownBy(() -> PollInterval.start(7, 6)).hasMessageContaining("2^7 to 2^6");
        assertThatThrownBy(() -> PollInterval.start(-8, 6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PollInterval(5, 6, 10, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
