package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

class LeapSmearTest {
    private static final long MIDNIGHT = 1_798_761_600_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private final LeapSmear smear = new LeapSmear(Span.ofSeconds(86_400));

    /// What a UTC clock reads `elapsed` nanoseconds of true time after the moment just before the leap.
    private static long clock(long elapsed, LeapIndicator leap) {
        long leapt = elapsed < (leap == LeapIndicator.DELETE ? -SECOND : 0)
                ? 0
                : leap == LeapIndicator.INSERT ? -SECOND : SECOND;
        return MIDNIGHT + elapsed + leapt;
    }

    @ParameterizedTest
    @EnumSource(names = {"INSERT", "DELETE"})
    void theServedTimeNeverJumpsAndEndsWithUtc(LeapIndicator leap) {
        smear.announce(new SystemInstant(MIDNIGHT), leap);
        long step = 10 * SECOND + 7;
        long last = Long.MIN_VALUE;
        for (long elapsed = -50_000 * SECOND; elapsed < 50_000 * SECOND; elapsed += step) {
            long system = clock(elapsed, leap);
            if (!smear.isKnownAt(system)) {
                last = Long.MIN_VALUE;
                continue;
            }
            long served = system + smear.shiftNanos(system);
            if (last != Long.MIN_VALUE) {
                // 11.6 ppm of 10 s.
                assertThat(served - last - step).isBetween(-117_000L, 117_000L);
            }
            last = served;
        }
        assertThat(smear.shiftNanos(MIDNIGHT - 43_201 * SECOND)).isZero();
        assertThat(smear.shiftNanos(MIDNIGHT + 43_201 * SECOND)).isZero();
    }

    @Test
    void atMidnightHalfASecondIsBehindOrAhead() {
        smear.announce(new SystemInstant(MIDNIGHT), LeapIndicator.INSERT);
        assertThat(smear.shiftNanos(MIDNIGHT - 1_000_000_001L)).isBetween(-500_000_000L, -499_980_000L);
        assertThat(smear.shiftNanos(MIDNIGHT)).isBetween(499_980_000L, 500_000_000L);
        assertThat(smear.shiftNanos(MIDNIGHT - 21_600 * SECOND)).isEqualTo(-250_000_000L);
        smear.announce(new SystemInstant(MIDNIGHT), LeapIndicator.DELETE);
        assertThat(smear.shiftNanos(MIDNIGHT - 1_000_000_001L)).isBetween(499_980_000L, 500_000_000L);
        assertThat(smear.shiftNanos(MIDNIGHT)).isBetween(-500_020_000L, -500_000_000L);
    }

    @Test
    void onlyTheTwoSecondsThatReadAlikeAreUnknown() {
        assertThat(smear.isKnownAt(MIDNIGHT - 1)).isTrue();
        smear.announce(new SystemInstant(MIDNIGHT), LeapIndicator.INSERT);
        assertThat(smear.isKnownAt(MIDNIGHT - SECOND - 1)).isTrue();
        assertThat(smear.isKnownAt(MIDNIGHT - SECOND)).isFalse();
        assertThat(smear.isKnownAt(MIDNIGHT - 1)).isFalse();
        assertThat(smear.isKnownAt(MIDNIGHT)).isTrue();
        smear.announce(new SystemInstant(MIDNIGHT), LeapIndicator.NONE);
        assertThat(smear.isKnownAt(MIDNIGHT - 1)).isTrue();
        assertThat(smear.shiftNanos(MIDNIGHT - 1)).isZero();
    }

    @Test
    void leapsAreHiddenAndUnsynchronisedIsNot() {
        assertThat(smear.announced(LeapIndicator.INSERT)).isEqualTo(LeapIndicator.NONE);
        assertThat(smear.announced(LeapIndicator.UNSYNCHRONISED)).isEqualTo(LeapIndicator.UNSYNCHRONISED);
    }

    @Test
    void aWindowThatCannotBeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LeapSmear(Span.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new LeapSmear(Span.ofSeconds(200_000)));
    }
}
