package org.timeball.timekeeping.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeTypesTest {
    @Test
    void aCivilDateIsTheSameInstantThatTheJdkMakesOfIt() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            long second = random.nextLong(-70_000_000_000L, 70_000_000_000L);
            LocalDateTime civil = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
            UtcInstant utc = UtcInstant.of(civil.getYear(), civil.getMonthValue(), civil.getDayOfMonth(),
                    civil.getHour(), civil.getMinute(), civil.getSecond(), 0);
            assertThat(utc.epochSecond()).isEqualTo(second);
            if (civil.getYear() >= 1000) {
                assertThat(Instant.parse(utc.toString()).getEpochSecond()).isEqualTo(second);
            }
        }
    }

    @Test
    void aLeapSecondHasItsOwnNameAndCountsLikeTheOneAfterIt() {
        UtcInstant leap = UtcInstant.of(2016, 12, 31, 23, 59, 60, 500_000_000);
        assertThat(leap).hasToString("2016-12-31T23:59:60.500000000Z");
        assertThat(leap.isLeapSecond()).isTrue();
        assertThat(leap.posixNanos()).isEqualTo(UtcInstant.of(2017, 1, 1, 0, 0, 0, 500_000_000).posixNanos());
        assertThat(leap).isLessThan(UtcInstant.of(2017, 1, 1, 0, 0, 0, 0))
                .isGreaterThan(UtcInstant.of(2016, 12, 31, 23, 59, 59, 999_999_999));
    }

    @Test
    void leapSecondsEndJuneOrDecemberOnly() {
        assertThat(UtcInstant.of(2026, 12, 31, 12, 0, 0, 0).isLeapSecondDay()).isTrue();
        assertThat(UtcInstant.of(2026, 6, 30, 23, 59, 60, 0).isLeapSecondDay()).isTrue();
        assertThat(UtcInstant.of(2026, 12, 30, 23, 59, 59, 0).isLeapSecondDay()).isFalse();
        assertThat(UtcInstant.of(2027, 1, 1, 0, 0, 0, 0).isLeapSecondDay()).isFalse();
    }

    @Test
    void datesThatDoNotExistAreRefused() {
        assertThatThrownBy(() -> UtcInstant.of(2026, 2, 29, 0, 0, 0, 0)).hasMessageContaining("2026-02-29");
        assertThatThrownBy(() -> UtcInstant.of(2100, 2, 29, 0, 0, 0, 0)).hasMessageContaining("2100-02-29");
        assertThatThrownBy(() -> UtcInstant.of(2026, 13, 1, 0, 0, 0, 0)).hasMessageContaining("2026-13-01");
        assertThatThrownBy(() -> UtcInstant.of(2026, 1, 1, 24, 0, 0, 0)).hasMessageContaining("24:00:00");
    }

    @Test
    void spansAreExactAndRefuseToOverflow() {
        assertThat(Span.ofSeconds(0.1).plus(Span.ofSeconds(0.2))).isEqualTo(Span.ofMillis(300));
        assertThat(new Span(-1500)).hasToString("-0.000001500 s");
        assertThat(Span.ofSeconds(-2)).hasToString("-2.000000000 s");
        assertThatThrownBy(() -> new Span(Long.MAX_VALUE).plus(new Span(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Span(Long.MIN_VALUE).negated()).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Span.ofSeconds(Double.NaN)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Span.ofSeconds(1e10)).isInstanceOf(ArithmeticException.class);
    }
}
