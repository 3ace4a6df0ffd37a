package org.timeball.timekeeping.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.time.FreeInstant;

class PulseNumberingTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long EPOCH = 1_700_000_000L;

    private static FreeInstant at(double seconds) {
        return new FreeInstant(EPOCH * SECOND + Math.round(seconds * SECOND));
    }

    /// Pulses at whole seconds of the free clock, labels later; returns the numbering after `count` seconds.
    private static PulseNumbering after(int count, OptionalDouble configured, double delay, double jitter, long seed,
            double loss) {
        Random random = new Random(seed);
        PulseNumbering numbering = PulseNumbering.start(LabelWindow.around(configured));
        double[] arrivals = new double[count];
        for (int k = 0; k < count; k++) {
            arrivals[k] = k + delay + jitter * (2 * random.nextDouble() - 1);
        }
        int next = 0;
        for (int k = 0; k < count; k++) {
            for (; next < count && arrivals[next] < k; next++) {
                numbering = label(numbering, arrivals[next], next, random, loss);
            }
            if (random.nextDouble() >= loss) {
                numbering = numbering.pulse(at(k)).next();
            }
        }
        return numbering;
    }

    private static PulseNumbering label(PulseNumbering numbering, double arrival, int second, Random random,
            double loss) {
        return random.nextDouble() < loss ? numbering : numbering.label(at(arrival), EPOCH + second);
    }

    @Test
    void withAConfiguredDelayNoLabelFromAnywhereWithinItsWindowNumbersAPulseWrongly() {
        for (long seed = 1; seed <= 3000; seed++) {
            Random random = new Random(seed);
            double delay = -1.2 + 2.4 * random.nextDouble();
            double configured = delay + 0.7 * (random.nextDouble() - 0.5);
            PulseNumbering numbering = after(12, OptionalDouble.of(configured), delay, 0.04, seed,
                    0.2 * random.nextDouble());
            numbering.pulse(at(100)).offset()
                    .ifPresent(offset -> assertThat(offset.nanos()).as("delay %s configured %s", delay, configured)
                            .isZero());
        }
    }

    @Test
    void withNothingConfiguredADelayInsideTheSecondIsNumberedRightly() {
        int numbered = 0;
        for (long seed = 1; seed <= 1000; seed++) {
            double delay = 0.06 + 0.84 * new Random(seed).nextDouble();
            PulseNumbering numbering = after(20, OptionalDouble.empty(), delay, 0.04, seed, 0.1);
            var offset = numbering.pulse(at(100)).offset();
            offset.ifPresent(found -> assertThat(found.nanos()).as("delay %s", delay).isZero());
            numbered += offset.isPresent() ? 1 : 0;
        }
        assertThat(numbered).as("of 1000 numbered").isGreaterThan(980);
    }

    @Test
    void aLabelThatCouldNameEitherPulseIsRefused() {
        PulseNumbering numbering = after(20, OptionalDouble.empty(), 0.995, 0.002, 5, 0);
        assertThat(numbering.pulse(at(100)).offset()).isEmpty();
        assertThat(numbering.reason().cause()).isEqualTo(Cause.AMBIGUOUS_LABEL);
    }

    @Test
    void oneWrongLabelAmongRightOnesChangesNothing() {
        PulseNumbering numbering = after(10, OptionalDouble.empty(), 0.2, 0.01, 1, 0);
        numbering = numbering.pulse(at(10)).next().label(at(10.2), EPOCH + 4711);
        assertThat(numbering.pulse(at(11)).offset()).isPresent();
    }

    @Test
    void labelsThatKeepContradictingSuspendTheNumbering() {
        PulseNumbering numbering = after(10, OptionalDouble.empty(), 0.2, 0.01, 1, 0);
        for (int k = 10; k < 13; k++) {
            numbering = numbering.pulse(at(k)).next().label(at(k + 0.2), EPOCH + k + 1);
        }
        assertThat(numbering.pulse(at(13)).offset()).isEmpty();
        assertThat(numbering.reason().cause()).isEqualTo(Cause.TIME_JUMP);
        assertThat(numbering.reason().value()).isEqualTo(1.0);
        numbering = numbering.pulse(at(13)).next().label(at(13.2), EPOCH + 13);
        assertThat(numbering.pulse(at(14)).offset()).isPresent();
    }

    @Test
    void aPulseBesideItsPlaceGetsNoNumber() {
        PulseNumbering numbering = after(10, OptionalDouble.empty(), 0.2, 0.01, 1, 0);
        var stray = numbering.pulse(at(10.4));
        assertThat(stray.offset()).isEmpty();
        assertThat(stray.straySeconds()).isEqualTo(0.4);
        assertThat(stray.next().pulse(at(11)).offset()).isPresent();
    }

    @Test
    void aLabelHalfASecondFromItsConfiguredPlaceIsRefusedWithItsDelay() {
        for (double configured = -1.2; configured < 1.25; configured += 0.1) {
            for (double apart : new double[]{-0.5, -0.45, 0.45, 0.5}) {
                double delay = configured + apart;
                PulseNumbering numbering = after(30, OptionalDouble.of(configured), delay, 0.01, 7, 0);
                assertThat(numbering.pulse(at(100)).offset()).as("configured %s, is %s", configured, delay).isEmpty();
                assertThat(numbering.reason().cause()).isEqualTo(Cause.AMBIGUOUS_LABEL);
            }
        }
    }

    /// A line too slow for what is sent: each second the sentences come a little later, until some are left out and it
    /// begins again. Numbered by its early sentences, the pulses must never be numbered by the late ones.
    @Test
    void anOverrunLineNeverRenumbersThePulses() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            double slip = 0.002 + 0.06 * random.nextDouble();
            double longest = 1.0 + random.nextDouble();
            PulseNumbering numbering = PulseNumbering.start(LabelWindow.around(OptionalDouble.empty()));
            double delay = 0.1 + 0.2 * random.nextDouble();
            double late = delay;
            int numbered = 0;
            for (int k = 0; k < 3000; k++) {
                PulseNumbering.Numbered pulse = numbering.pulse(at(k));
                numbering = pulse.next();
                if (pulse.offset().isPresent()) {
                    assertThat(pulse.offset().get().nanos()).as("seed %d second %d", seed, k).isZero();
                    numbered++;
                }
                late = late > longest ? delay : late + slip;
                // The sentence that arrives in this second names the one that it was begun in.
                int behind = (int) Math.floor(late);
                if (k >= behind) {
                    numbering = numbering.label(at(k - behind + late), EPOCH + k - behind);
                }
            }
            assertThat(numbered).as("seed %d", seed).isGreaterThan(300);
        }
    }

    @Test
    void missingSentencesInAnyPatternNeverShiftTheNumbers() {
        for (long seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            double delay = 0.05 + 0.85 * random.nextDouble();
            PulseNumbering numbering = PulseNumbering.start(LabelWindow.around(OptionalDouble.empty()));
            boolean labels = true;
            boolean pulses = true;
            for (int k = 0; k < 600; k++) {
                labels ^= random.nextInt(20) == 0;
                pulses ^= random.nextInt(20) == 0;
                if (pulses) {
                    PulseNumbering.Numbered pulse = numbering.pulse(at(k));
                    numbering = pulse.next();
                    pulse.offset().ifPresent(found -> assertThat(found.nanos()).as("delay %s", delay).isZero());
                }
                if (labels) {
                    numbering = numbering.label(at(k + delay + 0.02 * random.nextDouble()), EPOCH + k);
                }
            }
        }
    }

    @Test
    void aLabelThatFallsBackByAGpsEraSuspendsAndIsNotFollowed() {
        for (long weeks : new long[]{-1024, 1024, -2048, 19}) {
            PulseNumbering numbering = after(10, OptionalDouble.empty(), 0.2, 0.01, 1, 0);
            for (int k = 10; k < 200; k++) {
                PulseNumbering.Numbered pulse = numbering.pulse(at(k));
                pulse.offset().ifPresent(found -> assertThat(found.nanos()).isZero());
                numbering = pulse.next().label(at(k + 0.2), EPOCH + k + weeks * 604_800);
            }
            assertThat(numbering.reason().cause()).isEqualTo(Cause.TIME_JUMP);
            assertThat(numbering.reason().value()).isEqualTo(weeks * 604_800.0);
        }
    }
}
