package org.timeball.timekeeping.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.steering.SteeringSettings.FallbackIntervals;

class FallbackDriftTest {
    private static FallbackDrift swinging(int seconds) {
        FallbackDrift drift = FallbackDrift.start(new FallbackIntervals(4, 8));
        for (int t = 0; t < seconds; t += 4) {
            drift = drift.after(1e-5 + (t % 32 < 16 ? 1e-6 : -1e-6), t == 0 ? 0 : 4);
        }
        return drift;
    }

    @Test
    void theLongestAverageThatFitsTheSilenceIsUsedOnce() {
        FallbackDrift drift = swinging(2000);
        assertThat(drift.unheard(15)).isEmpty();
        FallbackDrift short16 = drift.unheard(16).orElseThrow();
        assertThat(short16.used()).isEqualTo(4);
        assertThat(short16.unheard(31)).isEmpty();
        FallbackDrift long256 = short16.unheard(5000).orElseThrow();
        assertThat(long256.used()).isEqualTo(8);
        assertThat(long256.rate()).isCloseTo(1e-5, within(1e-7));
        assertThat(long256.after(1e-5, 4).used()).isZero();
    }

    @Test
    void anAverageThatHasNotSeenItsWholeIntervalIsNotUsed() {
        FallbackDrift young = swinging(100);
        assertThat(young.unheard(5000).orElseThrow().used()).isEqualTo(6);
    }
}
