package org.timeball.ntp.fastpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.timeball.ntp.server.RateLimit;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// The places are those of `struct state` in `ntp_fastpath.bpf.c`.
class StateEncoderTest {
    private static final int DEADLINE = 0;
    private static final int WRITTEN = 8;
    private static final int UTC_MINUS_MONO = 16;
    private static final int TAI_MINUS_UTC = 24;
    private static final int DISPERSION = 32;
    private static final int GROWTH = 40;
    private static final int RATE_INTERVAL = 48;
    private static final int RATE_BURST = 56;
    private static final int REFERENCE_TIME = 64;
    private static final int ROOT_DELAY = 72;
    private static final int REFERENCE_ID = 76;
    private static final int LEAK_MASK = 80;
    private static final int PORT = 84;
    private static final int LEAP = 86;
    private static final int STRATUM = 87;
    private static final int PRECISION = 88;
    private static final int SHORTEST_POLL = 89;
    private static final int TRAFFIC_CLASS = 90;

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    /// 2026-11-27T12:00:00Z.
    private static final long NOON = 1_795_780_800L * SECOND;
    private static final long MONOTONIC = 5_000 * SECOND;
    private static final long TAI_MINUS_UTC_NANOS = 37 * SECOND;

    private final StateEncoder encoder = new StateEncoder(123, -20, 46, null);

    @Test
    void aLockedClockIsClaimedFieldByField() {
        ByteBuffer state = encode(NOON,
                snapshot(NOON - SECOND, LeapIndicator.INSERT, Span.ofSeconds(60), 0.25, 0.5e-6));
        assertThat(state.capacity()).isEqualTo(96);
        assertThat(state.getLong(DEADLINE)).isEqualTo(MONOTONIC + 3 * SECOND);
        assertThat(state.getLong(WRITTEN)).isEqualTo(MONOTONIC);
        assertThat(state.getLong(UTC_MINUS_MONO)).isEqualTo(NOON - MONOTONIC);
        assertThat(state.getLong(TAI_MINUS_UTC)).isEqualTo(TAI_MINUS_UTC_NANOS);
        // 0.25 s, 1 s of growth and 2^-20 s of precision: 2^30 + 0.5e-6 * 2^32 + 2^12, rounded up.
        assertThat(state.getLong(DISPERSION)).isEqualTo((1L << 30) + 2_148 + 4_096);
        // 0.5e-6 * 1e-9 * 2^64 = 9223.37
        assertThat(state.getLong(GROWTH)).isEqualTo(9_224);
        assertThat(state.getLong(RATE_INTERVAL)).isZero();
        assertThat(state.getLong(RATE_BURST)).isZero();
        assertThat(state.getInt(LEAK_MASK)).isZero();
        assertThat(state.get(LEAP)).isEqualTo((byte) 1);
        assertThat(state.get(STRATUM)).isEqualTo((byte) 1);
        assertThat(state.get(PRECISION)).isEqualTo((byte) -20);
        assertThat(state.get(SHORTEST_POLL)).isEqualTo(Byte.MIN_VALUE);
        assertThat(state.get(TRAFFIC_CLASS)).isEqualTo((byte) (46 << 2));
        state.order(ByteOrder.BIG_ENDIAN);
        assertThat(state.getLong(REFERENCE_TIME)).isEqualTo((NOON / SECOND - 2 + 2_208_988_800L) << 32);
        assertThat(state.getInt(ROOT_DELAY)).as("1.5 ms, rounded up").isEqualTo(99);
        assertThat(state.getInt(REFERENCE_ID)).isEqualTo(0x4750_5300);
        assertThat(state.getShort(PORT)).isEqualTo((short) 123);
        for (int spare = TRAFFIC_CLASS + 1; spare < 96; spare++) {
            assertThat(state.get(spare)).isZero();
        }
    }

    @Test
    void aRateLimitIsTheSocketsOwn() {
        byte[] state = new StateEncoder(123, -23, 0, new RateLimit(3, 8, 2, 0)).encode(locked(NOON), clocks(NOON, 0));
        ByteBuffer limited = ByteBuffer.wrap(state).order(ByteOrder.nativeOrder());
        assertThat(limited.getLong(RATE_INTERVAL)).isEqualTo(8 * SECOND);
        assertThat(limited.getLong(RATE_BURST)).isEqualTo(7 * 8 * SECOND);
        assertThat(limited.getInt(LEAK_MASK)).isEqualTo(3);
        assertThat(limited.get(SHORTEST_POLL)).isEqualTo((byte) 3);
    }

    @Test
    void aClockThatNobodyVouchesForIsNotClaimed() {
        Span minute = Span.ofSeconds(60);
        isSilent(encode(NOON, TimingSnapshot.unsynchronised(new SystemInstant(NOON))));
        isSilent(encode(NOON, snapshot(NOON, LeapIndicator.UNSYNCHRONISED, minute, 0, 0)));
        isSilent(encode(NOON, snapshot(NOON + 1, LeapIndicator.NONE, minute, 0, 0)));
        isSilent(encode(NOON, snapshot(NOON - 60 * SECOND, LeapIndicator.NONE, minute, 0, 0)));
        isSilent(encode(NOON, snapshot(NOON, LeapIndicator.NONE, minute, 70_000, 0)));
        isSilent(encode(NOON, snapshot(NOON, LeapIndicator.NONE, minute, 0, 0.31)));
        isSilent(ByteBuffer.wrap(encoder.silent()).order(ByteOrder.nativeOrder()));
    }

    private static void isSilent(ByteBuffer state) {
        assertThat(state.getLong(DEADLINE)).isZero();
        assertThat(state.get(LEAP)).isEqualTo((byte) 3);
        assertThat(state.get(STRATUM)).isZero();
        assertThat(state.order(ByteOrder.BIG_ENDIAN).getShort(PORT)).as("so that what is missed is counted")
                .isEqualTo((short) 123);
    }

    @Test
    void theDeadlineIsNotBehindWhatTheSnapshotVouchesFor() {
        ByteBuffer state = encode(NOON, snapshot(NOON - SECOND, LeapIndicator.NONE, Span.ofMillis(1_700), 0, 0));
        assertThat(state.getLong(DEADLINE)).isEqualTo(MONOTONIC + 700_000_000);
    }

    @Test
    void noAnswerIsGivenWhereALeapSecondCouldBe() {
        long midnight = Math.ceilDiv(NOON, DAY) * DAY;
        for (long millis = -6_000; millis <= 3_000; millis++) {
            long utc = midnight + millis * 1_000_000;
            long deadline = encode(utc, locked(utc)).getLong(DEADLINE);
            if (millis >= -2_000 && millis < 1_000) {
                assertThat(deadline).as("%d ms from midnight", millis).isZero();
            } else {
                long end = millis < 0 ? Math.min(3_000, -2_000 - millis) : 3_000;
                assertThat(deadline).as("%d ms from midnight", millis).isEqualTo(MONOTONIC + end * 1_000_000);
            }
        }
    }

    @Test
    void aClockThatIsSlewedAboveTheKernelsAgesByTheSlew() {
        byte[] state = encoder.encode(snapshot(NOON, LeapIndicator.NONE, Span.ofSeconds(60), 0, 1e-6),
                clocks(NOON, -99e-6));
        long growth = ByteBuffer.wrap(state).order(ByteOrder.nativeOrder()).getLong(GROWTH);
        // 100e-6 * 1e-9 * 2^64 = 1844674.4
        assertThat(growth).isEqualTo(1_844_675);
    }

    @Test
    void theFastestGrowthDoesNotOverflowInTheKernel() {
        long growth = encode(NOON, snapshot(NOON, LeapIndicator.NONE, Span.ofSeconds(60), 0, 0.3)).getLong(GROWTH);
        assertThat(Math.unsignedMultiplyHigh(growth, StateEncoder.LIFE_NANOS)).isZero();
        assertThat(Long.compareUnsigned(growth * StateEncoder.LIFE_NANOS, -1L - 0xffff_ffffL)).isNegative();
    }

    @Test
    void whatCannotBeServedIsRefused() {
        assertThatThrownBy(() -> new StateEncoder(0, -20, 0, null)).hasMessageContaining("port 0");
        assertThatThrownBy(() -> new StateEncoder(123, 1, 0, null)).hasMessageContaining("2^1");
        assertThatThrownBy(() -> new StateEncoder(123, -20, 64, null)).hasMessageContaining("DSCP 64");
    }

    private ByteBuffer encode(long utc, TimingSnapshot snapshot) {
        return ByteBuffer.wrap(encoder.encode(snapshot, clocks(utc, 0))).order(ByteOrder.nativeOrder());
    }

    private static ClockReading clocks(long utc, double slewRate) {
        return new ClockReading(MONOTONIC, utc - MONOTONIC, TAI_MINUS_UTC_NANOS, slewRate);
    }

    private static TimingSnapshot locked(long utc) {
        return snapshot(utc, LeapIndicator.NONE, Span.ofSeconds(60), 1e-6, 1e-6);
    }

    private static TimingSnapshot snapshot(long atNanos, LeapIndicator leap, Span goodFor, double dispersion,
            double rate) {
        SystemInstant at = new SystemInstant(atNanos);
        return new TimingSnapshot(at, Lock.LOCKED, at, Reason.NONE, leap, 1, 0x4750_5300, at.minus(Span.ofSeconds(1)),
                Span.ofNanos(1_500_000), dispersion, rate, goodFor, 0, 0, 0, 0, List.of());
    }
}
