package org.timeball.daemon.status;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers as people read them: few digits and a unit that fits.
public final class Quantity {
    private Quantity() {
    }

    /// An error bound: two digits, rounded up, since a bound must never be told too small; `370 ns`, `3.1 us`.
    public static String bound(double seconds) {
        return fine(seconds, 2, RoundingMode.CEILING);
    }

    /// A difference of two clocks, three digits and always a sign: `+12.3 us`, `-104 ns`.
    public static String offset(double seconds) {
        return (seconds > 0 ? "+" : "") + fine(seconds, 3, RoundingMode.HALF_EVEN);
    }

    /// A size without sign, two digits: `8.1 ns`.
    public static String size(double seconds) {
        return fine(Math.abs(seconds), 2, RoundingMode.HALF_EVEN);
    }

    /// A length of time that people wait: `0.4 s`, `12 s`, `5 min`, `3 h`, `2 days`.
    public static String age(double seconds) {
        double s = Math.max(0, seconds);
        if (!Double.isFinite(s)) {
            return "unknown";
        }
        if (s < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", s);
        }
        if (s < 120) {
            return String.format(Locale.ROOT, "%.0f s", Math.floor(s));
        }
        if (s < 7200) {
            return "%d min".formatted((long) (s / 60));
        }
        return s < 172_800 ? "%d h".formatted((long) (s / 3600)) : "%d days".formatted((long) (s / 86_400));
    }

    private static String fine(double seconds, int digits, RoundingMode mode) {
        if (!Double.isFinite(seconds)) {
            return "unknown";
        }
        double size = Math.abs(seconds);
        if (size < 1e-12) {
            return "0 ns";
        }
        // Rounded first: 999.7 ns with three digits is 1 us, not 1000 ns.
        BigDecimal rounded = BigDecimal.valueOf(seconds).round(new MathContext(digits, mode));
        int exponent = rounded.precision() - rounded.scale() - 1;
        int shift = exponent >= 0 ? 0 : exponent >= -3 ? 3 : exponent >= -6 ? 6 : 9;
        String unit = switch (shift) {
            case 0 -> " s";
            case 3 -> " ms";
            case 6 -> " us";
            default -> " ns";
        };
        BigDecimal scaled = rounded.movePointRight(shift).stripTrailingZeros();
        return (scaled.scale() < 0 ? scaled.setScale(0) : scaled).toPlainString() + unit;
    }
}
