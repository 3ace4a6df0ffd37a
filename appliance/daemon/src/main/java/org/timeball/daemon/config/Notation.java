package org.timeball.daemon.config;

import java.math.BigDecimal;
import org.timeball.timekeeping.time.Span;

/// Numbers as a configuration writes them: so that they read back as the same number.
final class Notation {
    /// Beyond so many characters a number is written with an exponent.
    private static final int PLAIN_CHARS = 20;

    private Notation() {
    }

    static String seconds(Span span) {
        return plain(BigDecimal.valueOf(span.nanos(), 9));
    }

    static String number(double number) {
        String plain = plain(BigDecimal.valueOf(number));
        return plain.length() <= PLAIN_CHARS ? plain : Double.toString(number);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /// Such as `seconds from 0 to 1000`.
    static String range(String unit, double min, double max) {
        return "%s from %s to %s".formatted(unit, bound(min), bound(max));
    }

    private static String bound(double bound) {
        return bound != 0 && Math.abs(bound) < 1e-3
                ? Double.toString(bound).replace(".0E", "e").replace("E", "e")
                : number(bound);
    }
}
