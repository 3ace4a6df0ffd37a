package org.timeball.pps.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.time.SystemInstant;

class EdgeSieveTest {
    private static final long START = 1_795_000_000_000_000_000L;

    private static SystemInstant at(double seconds) {
        return new SystemInstant(START + Math.round(seconds * 1e9));
    }

    @Test
    void pulsesPassAlsoWhenSomeAreMissedAndWhileTheClockIsSlewed() {
        EdgeSieve sieve = new EdgeSieve(1);
        for (double second : new double[]{0, 1, 2, 4, 4.92, 6.0, 9.05, 10.05, 100.7}) {
            assertThat(sieve.passes(at(second))).as("%s", second).isTrue();
        }
        assertThat(sieve.glitches()).isZero();
    }

    @Test
    void anEdgeBetweenTwoPulsesIsAGlitchAndTheNextPulsePasses() {
        EdgeSieve sieve = new EdgeSieve(1);
        assertThat(sieve.passes(at(0))).isTrue();
        assertThat(sieve.passes(at(0.3))).isFalse();
        assertThat(sieve.passes(at(1))).isTrue();
        assertThat(sieve.passes(at(1.000_05))).isFalse();
        assertThat(sieve.passes(at(2))).isTrue();
        assertThat(sieve.glitches()).isEqualTo(2);
    }

    @Test
    void pulsesThatHaveMovedAreBelievedAtTheSecondOfThem() {
        EdgeSieve sieve = new EdgeSieve(1);
        assertThat(sieve.passes(at(0))).isTrue();
        assertThat(sieve.passes(at(1.4))).isFalse();
        assertThat(sieve.passes(at(2.4))).isTrue();
        assertThat(sieve.passes(at(3.4))).isTrue();
    }

    @Test
    void ofFivePulsesASecondTheOneAtTheFullSecondMarksIt() {
        EdgeSieve sieve = new EdgeSieve(5);
        int marked = 0;
        for (int i = 0; i < 50; i++) {
            SystemInstant edge = at(i * 0.2 + 0.03);
            assertThat(sieve.passes(edge)).isTrue();
            if (sieve.marksASecond(edge)) {
                assertThat(i % 5).isZero();
                marked++;
            }
        }
        assertThat(marked).isEqualTo(10);
    }
}
