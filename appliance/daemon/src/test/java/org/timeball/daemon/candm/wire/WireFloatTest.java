package org.timeball.daemon.candm.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireFloatTest {
    /// What chrony's own encoder printed, and what its bits stand for.
    @ParameterizedTest
    @CsvSource({"0, 00000000, 0", "1, 04800000, 1", "-1, 03000000, -1", "0.5, 02800000, 0.5", "3, 06c00000, 3",
            "4, 08800000, 4", "1e-9, c889705f, 9.99999971718e-10", "-1e-9, c9768fa1, -9.99999971718e-10",
            "123.456, 10f6e979, 123.456001282", "-123.456, 11091687, -123.456001282",
            "1e-6, dc8637bd, 9.99999997475e-07", "2000, 18fa0000, 2000", "1e10, 469502f9, 10000000000",
            "-1e10, 476afd07, -10000000000", "1e-30, 00000000, 0", "1e30, 7effffff, 4.61168574355e+18",
            "9.00719925474e15, 6e800000, 9.00719925474e+15", "9e18, 7effffff, 4.61168574355e+18",
            "1e19, 7effffff, 4.61168574355e+18"})
    void aNumberBecomesTheBitsThatChronyGivesIt(double value, String bits, double decoded) {
        assertThat("%08x".formatted(WireFloat.encode(value))).isEqualTo(bits);
        // The table has twelve digits.
        assertThat(WireFloat.decode(WireFloat.encode(value))).isCloseTo(decoded, within(Math.abs(decoded) * 1e-11));
    }

    @Test
    void whatIsNoNumberOrTooSmallIsZeroAndWhatIsTooLargeIsTheLargest() {
        assertThat(WireFloat.encode(Double.NaN)).isZero();
        assertThat(WireFloat.encode(-0.0)).isZero();
        assertThat(WireFloat.encode(Double.MIN_VALUE)).isZero();
        assertThat(WireFloat.encode(Double.POSITIVE_INFINITY)).isEqualTo(0x7effffff);
        assertThat(WireFloat.encode(Double.NEGATIVE_INFINITY)).isEqualTo(0x7f000000);
        assertThat(WireFloat.encode(-1e101)).isEqualTo(0x7f000000);
    }

    @Test
    void everyNumberInRangeComesBackWithin24Bits() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            double size = random.nextDouble(0.5, 1) * Math.pow(2, random.nextInt(-60, 60));
            double value = random.nextBoolean() ? size : -size;
            // Half a unit of a coefficient of 2^23 or more.
            assertThat(WireFloat.decode(WireFloat.encode(value))).isCloseTo(value,
                    within(Math.abs(value) * Math.pow(2, -23)));
        }
    }

    @Test
    void everyBitPatternStandsForAFiniteNumberThatCanBeSaidAgain() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 100_000; i++) {
            double value = WireFloat.decode(random.nextInt());
            assertThat(value).isFinite();
            double again = WireFloat.decode(WireFloat.encode(value));
            // Below 2^-64 the coefficient loses bits on its way to a normal form.
            assertThat(again).isCloseTo(value, within(Math.max(Math.abs(value) * Math.pow(2, -23), Math.pow(2, -89))));
        }
    }
}
