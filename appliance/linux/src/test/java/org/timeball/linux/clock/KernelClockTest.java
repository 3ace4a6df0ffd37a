package org.timeball.linux.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.timeball.linux.libc.Errno;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.SystemClock.RateChange;
import org.timeball.timekeeping.world.WorldException;

class KernelClockTest {
    /// Half of the kernel's unit of frequency, 2^-16 ppm.
    private static final double HALF_A_UNIT_PPM = 1.0 / 131_072;

    private final ModelKernel kernel = new ModelKernel();

    private KernelClock open() throws WorldException {
        return new KernelClock(kernel, () -> kernel.nanos, true);
    }

    @Test
    void aSmallCorrectionIsMadeByTheFrequencyAlone() throws Exception {
        KernelClock clock = open();
        for (double ppm : new double[]{1, -1, 0, 123.456, 500, -500}) {
            RateChange change = clock.setRate(Frequency.ofPpm(ppm));
            assertThat(kernel.tick).isEqualTo(10_000);
            assertThat(kernel.freq / 65_536.0).isCloseTo(ppm, within(HALF_A_UNIT_PPM));
            assertThat(change.correction()).isEqualTo(clock.rate());
            assertThat(change.correction().ppm()).isCloseTo(ppm, within(HALF_A_UNIT_PPM));
            assertThat(change.at()).isEqualTo(new SystemInstant(kernel.nanos));
        }
    }

    @Test
    void theClockGainsWhatTheCorrectionSaysOnTopOfItsOscillator() throws Exception {
        KernelClock clock = open();
        kernel.oscillator = 20e-6;
        clock.setRate(Frequency.ofPpm(-30));
        long start = kernel.nanos;
        kernel.pass(1000);
        // -10 ppm of 1000 s, and the product of both, 0.6 us; rounding of the unit adds up to 8 ns.
        assertThat(kernel.nanos - start - 1_000_000_000_000L).isCloseTo(-10_000_600L, within(8L));
    }

    @Test
    void aLargeCorrectionIsSplitBetweenTickAndFrequency() throws Exception {
        KernelClock clock = open();
        clock.setRate(Frequency.ofPpm(12_345.678));
        assertThat(kernel.tick).isEqualTo(10_123);
        assertThat(kernel.freq / 65_536.0).isCloseTo(45.678, within(HALF_A_UNIT_PPM));
        clock.setRate(Frequency.ofPpm(-500.1));
        assertThat(kernel.tick).isEqualTo(9_995);
        clock.setRate(Frequency.ofPpm(-499.9));
        assertThat(kernel.tick).isEqualTo(10_000);
    }

    @Test
    void aCorrectionBeyondTheRangeIsClamped() throws Exception {
        KernelClock clock = open();
        assertThat(clock.setRate(new Frequency(0.2)).correction()).isEqualTo(new Frequency(0.1));
        assertThat(clock.setRate(new Frequency(-1e300)).correction()).isEqualTo(new Frequency(-0.1));
        assertThat(clock.rateLimit()).isEqualTo(new Frequency(0.1));
    }

    @Test
    void everyCorrectionWithinTheRangeIsReachedToHalfAUnit() throws Exception {
        long seed = 20_261_120;
        Random random = new Random(seed);
        KernelClock clock = open();
        for (int i = 0; i < 2000; i++) {
            double ppm = (random.nextDouble() * 2 - 1) * Math.pow(10, random.nextInt(6));
            RateChange change = clock.setRate(Frequency.ofPpm(ppm));
            double held = (kernel.tick - 10_000) * 100 + kernel.freq / 65_536.0;
            assertThat(held).as("seed %d, ppm", seed).isCloseTo(ppm, within(HALF_A_UNIT_PPM));
            // A double's rounding of 1e5 ppm.
            assertThat(change.correction().ppm()).as("seed %d, ppm", seed).isCloseTo(held, within(1e-10));
        }
    }

    @Test
    void aStepMovesTheReadingByExactlyThatMuchAndTellsWhatItReadBefore() throws Exception {
        KernelClock clock = open();
        for (long amount : new long[]{1, -1, 999_999_999, -999_999_999, -1_000_000_000, 3_500_000_001L,
                -1_700_000_000_000_000_000L, 0}) {
            long before = kernel.nanos;
            assertThat(clock.step(new Span(amount))).isEqualTo(new SystemInstant(before));
            assertThat(kernel.nanos).isEqualTo(before + amount);
            assertThat(clock.now()).isEqualTo(new SystemInstant(before + amount));
        }
    }

    @Test
    void theRateFoundIsTheRateInForce() throws Exception {
        kernel.tick = 10_001;
        kernel.freq = -65_536;
        KernelClock clock = open();
        assertThat(clock.rate().ppm()).isCloseTo(99, within(1e-9));
        clock.close();
        assertThat(kernel.tick).isEqualTo(10_001);
        assertThat(kernel.freq).isEqualTo(-65_536);
    }

    @Test
    void slewsThatAnotherDaemonLeftAreEnded() throws Exception {
        kernel.adjtimeSeconds = 0.5;
        kernel.pllSeconds = -0.4;
        kernel.status = Timex.STA_PLL;
        open();
        long start = kernel.nanos;
        kernel.pass(100);
        assertThat(kernel.nanos - start).isEqualTo(100_000_000_000L);
        assertThat(kernel.status & Timex.STA_PLL).isZero();
    }

    @Test
    void theRestOfTheSystemIsToldHowGoodTheClockIs() throws Exception {
        KernelClock clock = open();
        assertThat(kernel.status & Timex.STA_UNSYNC).as("before the first status").isNotZero();
        clock.setStatus(LeapIndicator.NONE, 0.000_0123);
        assertThat(kernel.status & ~Timex.STA_RONLY).isZero();
        assertThat(kernel.maxErrorMicros).isEqualTo(13);
        assertThat(kernel.estErrorMicros).isEqualTo(13);
        clock.setStatus(LeapIndicator.INSERT, 0);
        assertThat(kernel.status & ~Timex.STA_RONLY).isEqualTo(Timex.STA_INS);
        clock.setStatus(LeapIndicator.DELETE, 0);
        assertThat(kernel.status & ~Timex.STA_RONLY).isEqualTo(Timex.STA_DEL);
        clock.setStatus(LeapIndicator.UNSYNCHRONISED, 0.5);
        assertThat(kernel.status & ~Timex.STA_RONLY).isEqualTo(Timex.STA_UNSYNC);
    }

    @Test
    void anErrorBoundWithoutMeaningIsTheWorstThereIs() throws Exception {
        KernelClock clock = open();
        for (double bound : new double[]{17, 1e300, Double.POSITIVE_INFINITY, Double.NaN, -1}) {
            clock.setStatus(LeapIndicator.NONE, bound);
            assertThat(kernel.maxErrorMicros).as("bound of %s s", bound).isEqualTo(16_000_000);
        }
    }

    @Test
    void aClockLeftAloneFallsOutOfSynchronisationByItself() throws Exception {
        KernelClock clock = open();
        clock.setStatus(LeapIndicator.NONE, 15.9);
        kernel.pass(199);
        assertThat(kernel.status & Timex.STA_UNSYNC).isZero();
        kernel.pass(2);
        assertThat(kernel.status & Timex.STA_UNSYNC).isNotZero();
        assertThat(clock.foreignRate()).isEmpty();
        clock.setStatus(LeapIndicator.NONE, 0.001);
        assertThat(kernel.status & Timex.STA_UNSYNC).isZero();
        assertThat(clock.foreignRate()).as("the kernel is no rival").isEmpty();
    }

    @Test
    void closingLeavesTheRateAndRestoresTheStatus() throws Exception {
        kernel.status = Timex.STA_PLL | Timex.STA_INS;
        KernelClock clock = open();
        clock.setRate(Frequency.ofPpm(7));
        clock.setStatus(LeapIndicator.NONE, 0.001);
        clock.close();
        assertThat(kernel.freq).isEqualTo(7 * 65_536);
        assertThat(kernel.status).as("as found, but no leap second that has passed").isEqualTo(Timex.STA_PLL);
        int calls = kernel.calls;
        clock.close();
        assertThat(kernel.calls).isEqualTo(calls);
    }

    @Test
    void aLeapSecondAnnouncedSurvivesClosing() throws Exception {
        KernelClock clock = open();
        clock.setStatus(LeapIndicator.INSERT, 0.001);
        clock.close();
        assertThat(kernel.status).isEqualTo(Timex.STA_UNSYNC | Timex.STA_INS);
    }

    @Test
    void withoutTheRightToSetTheClockOneIsToldWhatToDo() {
        kernel.mayset = false;
        assertThatExceptionOfType(WorldException.class).isThrownBy(this::open)
                .withMessage("cannot end the slews of the kernel clock: operation not permitted (EPERM);"
                        + " run as root or grant CAP_SYS_TIME, or leave the clock alone with -x")
                .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EPERM));
    }

    @Test
    void aRightTakenAwayWhileRunningIsReportedByEachCallAndNotByClosing() throws Exception {
        KernelClock clock = open();
        kernel.mayset = false;
        assertThatExceptionOfType(WorldException.class).isThrownBy(() -> clock.setRate(Frequency.ZERO))
                .withMessageContaining("cannot set the rate of the kernel clock");
        assertThatExceptionOfType(WorldException.class).isThrownBy(() -> clock.step(Span.ZERO));
        assertThatExceptionOfType(WorldException.class).isThrownBy(() -> clock.setStatus(LeapIndicator.NONE, 0));
        clock.close();
    }

    @Test
    void anotherProgramThatSteersTheClockIsNoticedAndOverruled() throws Exception {
        KernelClock clock = open();
        clock.setRate(Frequency.ofPpm(1));
        clock.setRate(Frequency.ofPpm(2));
        assertThat(clock.foreignRate()).isEmpty();
        kernel.freq += 65_536;
        assertThat(clock.foreignRate()).hasValueSatisfying(change -> {
            assertThat(change.at()).isEqualTo(new SystemInstant(kernel.nanos));
            assertThat(change.correction().ppm()).isCloseTo(3, within(1e-9));
        });
        assertThat(clock.foreignRate()).as("told once").isEmpty();
        clock.setRate(Frequency.ofPpm(1));
        assertThat(kernel.freq).isEqualTo(65_536);
        kernel.freq += 65_536;
        clock.setRate(Frequency.ofPpm(1));
        assertThat(clock.foreignRate()).as("noticed while setting another").isPresent();
        kernel.status |= Timex.STA_PLL;
        clock.setStatus(LeapIndicator.NONE, 0.001);
        assertThat(clock.foreignRate()).as("another mode").isPresent();
        assertThat(kernel.status & Timex.STA_PLL).isZero();
    }

    @Test
    void aRealTimeClockThatWeLookAfterIsNotTouchedByTheKernel() throws Exception {
        KernelClock clock = new KernelClock(kernel, () -> kernel.nanos, false);
        clock.setStatus(LeapIndicator.INSERT, 0.001);
        assertThat(kernel.status & ~Timex.STA_RONLY).isEqualTo(Timex.STA_INS | Timex.STA_UNSYNC);
        assertThat(clock.foreignRate()).isEmpty();
    }

    @Test
    void aKernelThatCountsInMicrosecondsIsReadRightAndLeftSo() throws Exception {
        KernelClock clock = open();
        kernel.status &= ~Timex.STA_NANO;
        long micros = kernel.nanos / 1000 * 1000;
        assertThat(clock.setRate(Frequency.ZERO).at()).isEqualTo(new SystemInstant(micros));
        clock.close();
        assertThat(kernel.status & Timex.STA_NANO).isZero();
    }

    @Test
    void theTaiOffsetReachesTheKernel() throws Exception {
        KernelClock clock = open();
        assertThat(clock.setTaiOffset(37)).isTrue();
        assertThat(kernel.tai).isEqualTo(37);
        assertThat(clock.setTaiOffset(37)).as("no news").isFalse();
    }

    @Test
    void theRealKernelUnderstandsOurStruct() {
        Timex timex = new Timex().setting(0);
        long before = HostClock.realtimeNanos();
        assertThat(KernelClock.adjust(timex)).isZero();
        long after = HostClock.realtimeNanos();
        // A kernel that counts in microseconds cuts off up to 999 ns.
        assertThat(timex.timeNanos()).isBetween(before - 999, after);
        assertThat(timex.tick()).isBetween(9_000L, 11_000L);
        assertThat(Math.abs(timex.freq())).isLessThanOrEqualTo(Timex.FREQ_LIMIT);
        assertThat(timex.pointer().getLong(56)).as("precision, us").isEqualTo(1);
        assertThat(timex.pointer().getLong(64)).as("tolerance").isEqualTo(Timex.FREQ_LIMIT);
    }
}
