package org.timeball.daemon.candm.wire;

/// The protocol's own floating-point numbers: a signed exponent `e` of 7 bits over a signed coefficient `c` of 25 bits,
/// which stand for `c * 2^(e - 25)`. No infinity, no NaN, no hidden bit.
public final class WireFloat {
    private static final int COEFFICIENT_BITS = 25;
    private static final int LARGEST_EXPONENT = 63;
    private static final int SMALLEST_EXPONENT = -64;
    private static final int LARGEST_COEFFICIENT = (1 << COEFFICIENT_BITS - 1) - 1;
    private static final int COEFFICIENT_MASK = (1 << COEFFICIENT_BITS) - 1;
    private static final double NEGLIGIBLE = 1e-100;
    private static final double IMMENSE = 1e100;
    private static final double LOG_2 = Math.log(2);

    private WireFloat() {
    }

    /// The nearest number that can be said; 0 for NaN, the largest for what is larger.
    public static int encode(double value) {
        double size = Math.abs(value);
        boolean negative = value < 0;
        int largest = LARGEST_COEFFICIENT + (negative ? 1 : 0);
        if (!(size >= NEGLIGIBLE)) {
            return 0;
        }
        int exponent = LARGEST_EXPONENT;
        int coefficient = largest;
        if (size <= IMMENSE) {
            exponent = (int) (Math.log(size) / LOG_2 + 1);
            double scaled = size * Math.pow(2, COEFFICIENT_BITS - exponent) + 0.5;
            long rounded = (long) scaled;
            while (rounded > largest) {
                rounded >>= 1;
                exponent++;
            }
            coefficient = (int) rounded;
            if (exponent > LARGEST_EXPONENT) {
                exponent = LARGEST_EXPONENT;
                coefficient = largest;
            } else if (exponent < SMALLEST_EXPONENT) {
                int shift = SMALLEST_EXPONENT - exponent;
                coefficient = shift <= COEFFICIENT_BITS ? coefficient >> shift : 0;
                exponent = shift <= COEFFICIENT_BITS ? SMALLEST_EXPONENT : 0;
            }
        }
        return exponent << COEFFICIENT_BITS | (negative ? -coefficient : coefficient) & COEFFICIENT_MASK;
    }

    /// What the bits stand for, exactly.
    public static double decode(int bits) {
        int exponent = bits >> COEFFICIENT_BITS;
        int coefficient = bits << 32 - COEFFICIENT_BITS >> 32 - COEFFICIENT_BITS;
        return Math.scalb((double) coefficient, exponent - COEFFICIENT_BITS);
    }
}
