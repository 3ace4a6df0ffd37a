package org.timeball.ntp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NtpTimestampTest {
    private static final long SECOND = 1_000_000_000L;
    /// Seconds of 1970 at the end of NTP eras 0 and 1: 2^32 and 2^33 less 2,208,988,800.
    private static final long ERA_1 = Instant.parse("2036-02-07T06:28:16Z").getEpochSecond();
    private static final long ERA_2 = Instant.parse("2172-03-15T12:56:32Z").getEpochSecond();

    @Test
    void theYear1970Is2208988800SecondsAfter1900() {
        assertThat(NtpTimestamp.ofUnixNanos(0)).isEqualTo(2_208_988_800L << 32);
        assertThat(NtpTimestamp.ofUnixNanos(SECOND / 2)).isEqualTo(2_208_988_800L << 32 | 1L << 31);
    }

    @Test
    void theSecondBefore1970CountsDown() {
        assertThat(NtpTimestamp.ofUnixNanos(-SECOND / 4)).isEqualTo(2_208_988_799L << 32 | 3L << 30);
    }

    @Test
    void theCounterStartsAnewInFebruary2036AndMarch2172() {
        for (long rollover : new long[]{ERA_1, ERA_2}) {
            assertThat(NtpTimestamp.ofUnixNanos(rollover * SECOND)).isZero();
            assertThat(NtpTimestamp.ofUnixNanos(rollover * SECOND - 1)).isEqualTo(-5L);
        }
    }

    @Test
    void aTimestampAcrossTheRolloverIsReadInTheEraOfTheClock() {
        long before = (ERA_1 - 3) * SECOND + 7;
        long after = (ERA_1 + 3) * SECOND + 7;
        assertThat(NtpTimestamp.toUnixNanos(NtpTimestamp.ofUnixNanos(before), after)).isEqualTo(before);
        assertThat(NtpTimestamp.toUnixNanos(NtpTimestamp.ofUnixNanos(after), before)).isEqualTo(after);
    }

    @Test
    void theMiddleOfAnEraIsNoEdge() {
        // 2104-02-26T09:42:24Z: the top bit flips, which a signed reading of the seconds would take for a rollover.
        long flip = Instant.parse("2104-02-26T09:42:24Z").getEpochSecond() * SECOND;
        for (long nanos : new long[]{flip - 1, flip, flip + 1}) {
            assertThat(NtpTimestamp.toUnixNanos(NtpTimestamp.ofUnixNanos(nanos), flip)).isEqualTo(nanos);
        }
    }

    @Test
    void theEraIsTheOneWithin68YearsOfThePivot() {
        long pivot = Instant.parse("2026-11-20T00:00:00Z").getEpochSecond() * SECOND;
        long halfEra = (1L << 31) * SECOND;
        assertThat(NtpTimestamp.toUnixNanos(NtpTimestamp.ofUnixNanos(pivot + halfEra - 1), pivot))
                .isEqualTo(pivot + halfEra - 1);
        assertThat(NtpTimestamp.toUnixNanos(NtpTimestamp.ofUnixNanos(pivot - halfEra), pivot))
                .isEqualTo(pivot - halfEra);
        assertThat(NtpTimestamp.toUnixNanos(NtpTimestamp.ofUnixNanos(pivot + halfEra), pivot))
                .isEqualTo(pivot - halfEra);
    }

    @Test
    void everyNanosecondComesBackExactly() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            long nanos = random.nextLong(-60L * 365 * 86_400 * SECOND, 200L * 365 * 86_400 * SECOND);
            long pivot = nanos + random.nextLong(-2_000_000_000L * SECOND, 2_000_000_000L * SECOND);
            assertThat(NtpTimestamp.toUnixNanos(NtpTimestamp.ofUnixNanos(nanos), pivot)).as("seed %d", seed)
                    .isEqualTo(nanos);
        }
    }

    @Test
    void aLaterReadingNeverHasAnEarlierTimestamp() {
        long start = 1_795_000_000L * SECOND + 999_999_990;
        for (int i = 0; i < 1_000; i++) {
            assertThat(NtpTimestamp.ofUnixNanos(start + i + 1) - NtpTimestamp.ofUnixNanos(start + i)).isBetween(4L, 5L);
        }
    }

    @Test
    void anyLongIsTurnedWithoutAnException() {
        for (long nanos : new long[]{Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}) {
            for (long pivot : new long[]{Long.MIN_VALUE, 0, Long.MAX_VALUE}) {
                NtpTimestamp.toUnixNanos(NtpTimestamp.ofUnixNanos(nanos), pivot);
            }
        }
    }
}
