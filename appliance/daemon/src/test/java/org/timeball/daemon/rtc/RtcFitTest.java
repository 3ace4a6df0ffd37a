package org.timeball.daemon.rtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RtcFitTest {
    private static final long START = 1_795_000_000L;

    private final RtcFit fit = new RtcFit();
    private final SplittableRandom random = new SplittableRandom(3);

    private void add(int count, long from, double fast, double gain) {
        for (int i = 0; i < count; i++) {
            long second = START + from + 64L * i;
            fit.add(second, fast + gain * (second - START - from) + 1e-4 * random.nextGaussian());
        }
    }

    @Test
    void oneComparisonIsNoLine() {
        fit.add(START, 0.5);
        assertThat(fit.line()).isEmpty();
    }

    @Test
    void errorAndRateAreFound() {
        add(40, 0, -10, 3.5e-6);
        RtcFit.Line line = fit.line().orElseThrow();
        assertThat(line.gain()).isCloseTo(3.5e-6, within(1e-7));
        assertThat(line.fastAt(START + 10_000)).isCloseTo(-10 + 0.035, within(1e-3));
        assertThat(line.samples()).isEqualTo(40);
        assertThat(line.spanSeconds()).isEqualTo(39 * 64);
    }

    @Test
    void whenTheRateChangesTheOldIsForgotten() {
        add(40, 0, 0, 0);
        add(40, 40 * 64, 0, 50e-6);
        RtcFit.Line line = fit.line().orElseThrow();
        assertThat(line.gain()).isCloseTo(50e-6, within(2e-6));
        assertThat(line.samples()).isBetween(20, 60);
    }

    @Test
    void aStepOfTheSystemClockMovesWhatWasMeasuredAgainstIt() {
        add(20, 0, 1, 0);
        fit.stepped(0.25);
        assertThat(fit.line().orElseThrow().fastSeconds()).isCloseTo(0.75, within(1e-3));
    }
}
