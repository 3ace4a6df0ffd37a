package org.timeball.timekeeping.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleHistoryTest {
    @Test
    void runsAndSpansAreThoseOfTheYoungestSamples() {
        Random random = new Random(4);
        List<Boolean> signs = new ArrayList<>();
        SampleHistory history = SampleHistory.NONE;
        for (int i = 0; i < 200; i++) {
            boolean above = random.nextInt(3) == 0;
            signs.add(above);
            history = history.with(10.0 * i, above);
            for (int samples = 1; samples <= history.size(); samples++) {
                List<Boolean> youngest = signs.subList(signs.size() - samples, signs.size());
                int runs = 1;
                for (int k = 1; k < samples; k++) {
                    runs += youngest.get(k).equals(youngest.get(k - 1)) ? 0 : 1;
                }
                assertThat(history.runs(samples)).as("%d of %d", samples, i).isEqualTo(runs);
                assertThat(history.span(samples)).isEqualTo(10.0 * (samples - 1));
            }
        }
        assertThat(history.size()).isEqualTo(64);
        assertThat(SampleHistory.NONE.runs(0)).isZero();
        assertThat(SampleHistory.NONE.span(0)).isZero();
    }
}
