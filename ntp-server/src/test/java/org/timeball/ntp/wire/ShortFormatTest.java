package org.timeball.ntp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortFormatTest {
    private static final double UNIT = 1.0 / 65_536;

    @Test
    void wholeUnitsStayAsTheyAre() {
        assertThat(ShortFormat.ceilingOf(0)).isZero();
        assertThat(ShortFormat.ceilingOf(1)).isEqualTo(0x1_0000);
        assertThat(ShortFormat.ceilingOf(1.5)).isEqualTo(0x1_8000);
        assertThat(ShortFormat.ceilingOf(16)).isEqualTo(0x10_0000);
    }

    @Test
    void theSmallestErrorIsNotSentAsNone() {
        assertThat(ShortFormat.ceilingOf(1e-12)).isEqualTo(1);
        assertThat(ShortFormat.ceilingOf(UNIT)).isEqualTo(1);
        assertThat(ShortFormat.ceilingOf(Math.nextUp(UNIT))).isEqualTo(2);
    }

    @Test
    void whatIsTooLargeOrNoNumberIsSentAsTheLargest() {
        for (double seconds : new double[]{65_536, 1e300, Double.POSITIVE_INFINITY, Double.NaN}) {
            assertThat(ShortFormat.ceilingOf(seconds)).isEqualTo(ShortFormat.MAX);
        }
        assertThat(ShortFormat.toSeconds(ShortFormat.MAX)).isEqualTo(65_536 - UNIT);
    }

    @Test
    void aSpanBelowZeroIsSentAsZero() {
        assertThat(ShortFormat.ceilingOf(-1e-9)).isZero();
        assertThat(ShortFormat.ceilingOf(Double.NEGATIVE_INFINITY)).isZero();
    }

    @Test
    void whatIsSentIsNeverLessThanWhatIsKnownAndAtMostOneUnitMore() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            double seconds = 65_535 * Math.pow(random.nextDouble(), 8);
            double sent = ShortFormat.toSeconds(ShortFormat.ceilingOf(seconds));
            assertThat(sent).as("seed %d", seed).isBetween(seconds, seconds + UNIT);
        }
    }
}
