package org.timeball.simulator.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.time.Frequency;

class OscillatorTest {
    private static final int MANY = 200_000;

    @Test
    void theSameSeedWandersTheSameWay() {
        Oscillator one = Oscillator.wandering(Frequency.ofPpm(100), 1e-9, 42);
        Oscillator two = Oscillator.wandering(Frequency.ofPpm(100), 1e-9, 42);
        Oscillator other = Oscillator.wandering(Frequency.ofPpm(100), 1e-9, 43);

        assertThat(one.rateErrorDuring(1000)).isEqualTo(two.rateErrorDuring(1000));
        assertThat(one.rateErrorDuring(1000)).isNotEqualTo(other.rateErrorDuring(1000));
    }

    @Test
    void anEarlierSecondHasTheErrorThatItHad() {
        for (Oscillator oscillator : new Oscillator[]{Oscillator.randomWalk(1e-9, 1), Oscillator.whiteNoise(1e-9, 1),
                Oscillator.flicker(1e-9, 1)}) {
            double early = oscillator.rateErrorDuring(10);
            oscillator.rateErrorDuring(500);
            assertThat(oscillator.rateErrorDuring(10)).isEqualTo(early);
            assertThatThrownBy(() -> oscillator.rateErrorDuring(-1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRandomWalkStepsByItsWander() {
        Oscillator walk = Oscillator.randomWalk(1e-9, 9);
        double before = 0;
        double squares = 0;
        for (int k = 0; k < MANY; k++) {
            double now = walk.rateErrorDuring(k);
            squares += (now - before) * (now - before);
            before = now;
        }
        // The relative scatter of an RMS of n normal numbers is 1/sqrt(2n): 0.16 %; six times that. Seed 9.
        assertThat(Math.sqrt(squares / MANY)).isCloseTo(1e-9, Percentage.withPercentage(1));
    }

    @Test
    void flickerHasTheSameAllanDeviationOverThreeDecades() {
        Oscillator flicker = Oscillator.flicker(1e-10, 4);
        double[] phase = new double[MANY + 1];
        for (int k = 0; k < MANY; k++) {
            phase[k + 1] = phase[k] + flicker.rateErrorDuring(k);
        }
        for (int tau : new int[]{4, 16, 64, 256, 1024}) {
            double squares = 0;
            int n = 0;
            for (int k = 0; k + 2 * tau < phase.length; k += tau) {
                double second = phase[k + 2 * tau] - 2 * phase[k + tau] + phase[k];
                squares += second * second;
                n++;
            }
            double deviation = Math.sqrt(squares / (2.0 * n)) / tau;
            // At 1024 s there are 193 differences, correlated: 8 % scatter; the ripple of the factor 4 is some percent.
            assertThat(deviation).as("seed 4, tau %d s", tau).isCloseTo(1e-10, Percentage.withPercentage(20));
        }
    }

    @Test
    void partsAddUp() {
        Oscillator sum = Oscillator.constant(Frequency.ofPpm(1)).plus(Oscillator.step(100, Frequency.ofPpm(2)))
                .plus(Oscillator.sine(Frequency.ofPpm(4), 400)).plus(Oscillator.ageing(Frequency.ofPpm(86_400)));

        assertThat(sum.rateErrorDuring(0)).isCloseTo(1e-6, within(1e-18));
        assertThat(sum.rateErrorDuring(100)).isCloseTo(1e-6 + 2e-6 + 4e-6 + 100e-6, within(1e-18));
        assertThat(sum.isSteady()).isFalse();
        assertThat(Oscillator.perfect().plus(Oscillator.constant(Frequency.ofPpm(3))).isSteady()).isTrue();
    }
}
