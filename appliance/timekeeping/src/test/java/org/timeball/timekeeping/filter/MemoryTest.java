package org.timeball.timekeeping.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTest {
    private static final double JITTER = 1e-6;

    /// A perfectly steady clock: the filter left to itself averages over all that it has heard.
    private static SourceFilter heard(Memory memory, double spacing, int samples) {
        SourceFilter filter = SourceFilter.start(new FilterSettings(Source.REFCLOCK, false, 1e-9, memory));
        Random random = new Random(12);
        for (int i = 0; i < samples; i++) {
            filter = filter.accept(i * spacing, JITTER * random.nextGaussian() + 1e-5 * i * spacing, 0).next();
        }
        return filter;
    }

    private static double worth(SourceFilter filter) {
        Estimate estimate = filter.estimate().orElseThrow();
        return Memory.samplesOf(estimate.offsetVariance(), JITTER * JITTER);
    }

    @Test
    void leftToItselfTheFilterAveragesOverAllThatASteadyClockGives() {
        assertThat(worth(heard(Memory.FREE, 1, 4000))).isGreaterThan(300);
    }

    @ParameterizedTest
    @CsvSource({"8, 1", "8, 64", "20, 1", "20, 16", "100, 1"})
    void noMoreSamplesAreAveragedThanAreAllowed(int most, double spacing) {
        assertThat(worth(heard(new Memory(0, most), spacing, 3000))).isBetween(0.5 * most, 1.5 * most);
    }

    @Test
    void noFewerSamplesAreAveragedThanAreDemanded() {
        // A rate that wanders so much that six samples would be best.
        Random random = new Random(13);
        SourceFilter free = SourceFilter.start(new FilterSettings(Source.REFCLOCK, false, 1e-9));
        SourceFilter held = SourceFilter.start(new FilterSettings(Source.REFCLOCK, false, 1e-9, new Memory(40, 0)));
        double rate = 0;
        double offset = 0;
        for (int i = 0; i < 3000; i++) {
            rate += 2e-7 * random.nextGaussian();
            offset += rate;
            double sample = offset + JITTER * random.nextGaussian();
            free = free.accept(i, sample, 0).next();
            held = held.accept(i, sample, 0).next();
        }
        Estimate swift = free.estimate().orElseThrow();
        Estimate slow = held.estimate().orElseThrow();
        assertThat(Memory.samplesOf(swift.offsetVariance(), swift.jitterSeconds() * swift.jitterSeconds()))
                .isLessThan(12);
        assertThat(Memory.samplesOf(slow.offsetVariance(), slow.jitterSeconds() * slow.jitterSeconds()))
                .isGreaterThan(25);
    }

    @Test
    void limitsThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> new Memory(9, 8)).hasMessageContaining("9 to 8 samples");
    }
}
