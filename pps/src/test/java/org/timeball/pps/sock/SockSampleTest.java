package org.timeball.pps.sock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

class SockSampleTest {
    private static final long NOW = 1_795_000_000_000_000_000L;

    private static byte[] wide(long second, long micros, double offset, int pulse, int leap) {
        return ByteBuffer.allocate(40).order(ByteOrder.nativeOrder()).putLong(second).putLong(micros).putDouble(offset)
                .putInt(pulse).putInt(leap).putInt(-1).putInt(SockSample.MAGIC).array();
    }

    private static byte[] small(int second, int micros, double offset, int pulse, int leap) {
        return ByteBuffer.allocate(32).order(ByteOrder.nativeOrder()).putInt(second).putInt(micros).putDouble(offset)
                .putInt(pulse).putInt(leap).putInt(-1).putInt(SockSample.MAGIC).array();
    }

    /// Captured from the C struct, filled with tv 1795000000.250000, offset -0.25, pulse 1, leap 0 and written out as it
    /// lies in memory (gcc 12.2, Debian 12, x86-64).
    @Test
    void theLayoutIsThatOfA64BitSender() {
        byte[] golden = HexFormat.of().parseHex("c086fd6a00000000" + "90d0030000000000" + "000000000000d0bf"
                + "01000000" + "00000000" + "00000000" + "4b434f53");
        SockSample sample = new SockSample(new SystemInstant(NOW + 250_000_000), -0.25, true, LeapIndicator.NONE);
        if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            assertThat(sample.encode()).isEqualTo(golden);
            assertThat(SockSample.decode(golden)).isEqualTo(sample);
        }
        assertThat(SockSample.decode(sample.encode())).isEqualTo(sample);
    }

    @Test
    void bothSizesSayTheSame() {
        SockSample sample = new SockSample(new SystemInstant(NOW + 999_999_000), 1.5, false, LeapIndicator.INSERT);

        assertThat(SockSample.decode(wide(1_795_000_000, 999_999, 1.5, 0, 1))).isEqualTo(sample);
        assertThat(SockSample.decode(small(1_795_000_000, 999_999, 1.5, 0, 1))).isEqualTo(sample);
    }

    @Test
    void everyKindOfNonsenseIsRefusedByName() {
        byte[] wrongMagic = wide(1, 0, 0, 0, 0);
        wrongMagic[39] ^= 1;
        assertThat(SockSample.decode(new byte[0])).isEqualTo(SockRefusal.WRONG_SIZE);
        assertThat(SockSample.decode(new byte[41])).isEqualTo(SockRefusal.WRONG_SIZE);
        assertThat(SockSample.decode(wrongMagic)).isEqualTo(SockRefusal.WRONG_MAGIC);
        assertThat(SockSample.decode(wide(1, 1_000_000, 0, 0, 0))).isEqualTo(SockRefusal.BAD_TIME);
        assertThat(SockSample.decode(wide(1, -1, 0, 0, 0))).isEqualTo(SockRefusal.BAD_TIME);
        assertThat(SockSample.decode(wide(-1, 0, 0, 0, 0))).isEqualTo(SockRefusal.BAD_TIME);
        assertThat(SockSample.decode(wide(1L << 32, 0, 0, 0, 0))).isEqualTo(SockRefusal.BAD_TIME);
        assertThat(SockSample.decode(wide(Long.MAX_VALUE, Long.MIN_VALUE, 0, 0, 0))).isEqualTo(SockRefusal.BAD_TIME);
        assertThat(SockSample.decode(small(-1, 0, 0, 0, 0))).isEqualTo(SockRefusal.BAD_TIME);
        for (double offset : new double[]{Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 4.3e9,
                -Double.MAX_VALUE}) {
            assertThat(SockSample.decode(wide(1, 0, offset, 0, 0))).isEqualTo(SockRefusal.BAD_OFFSET);
            assertThat(SockSample.decode(small(1, 0, offset, 1, 0))).isEqualTo(SockRefusal.BAD_OFFSET);
        }
        assertThat(SockSample.decode(wide(1, 0, 0, 0, 4))).isEqualTo(SockRefusal.BAD_LEAP);
        assertThat(SockSample.decode(wide(1, 0, 0, 0, -1))).isEqualTo(SockRefusal.BAD_LEAP);
    }

    @Test
    void aPulsesLeapIndicatorMeansNothing() {
        assertThat(SockSample.decode(wide(1, 0, 0, 7, 99)))
                .isEqualTo(new SockSample(new SystemInstant(1_000_000_000), 0, true, LeapIndicator.NONE));
    }

    @Test
    void aPulseSaysWhatTheClockReadAtTheEdgeToTheNanosecond() {
        long seed = 31;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100_000; i++) {
            SystemInstant edge = new SystemInstant(NOW + random.nextLong(100_000_000_000L));
            SockSample sample = SockSample.pulseSeenAt(edge);
            assertThat(sample.edge()).as("seed %d", seed).isEqualTo(edge);
            assertThat(SockSample.decode(sample.encode())).isEqualTo(sample);
        }
    }

    @Test
    void onlyTheFractionOfAPulsesOffsetCounts() {
        SystemInstant at = new SystemInstant(NOW + 300_000_000);
        // True time at .3 of our clock is .8 of some second, whichever: the next begins 0.2 s later. In the other case
        // it is .05, and the second began 0.05 s before.
        for (double seconds : new double[]{0, 1, -1, 1_000_000, -1_795_000_000.0, 4_000_000_000.0}) {
            SockSample sample = new SockSample(at, seconds + 0.5, true, LeapIndicator.NONE);
            assertThat(sample.edge()).isEqualTo(new SystemInstant(NOW + 500_000_000));
            SockSample after = new SockSample(at, seconds - 0.25, true, LeapIndicator.NONE);
            assertThat(after.edge()).isEqualTo(new SystemInstant(NOW + 250_000_000));
        }
    }

    @Test
    void theOffsetIsTurnedToOurSign() {
        SockSample behind = new SockSample(new SystemInstant(NOW), 0.000001234, false, LeapIndicator.NONE);
        SockSample extreme = new SockSample(new SystemInstant(4_294_967_295_999_999_000L), 4_294_967_296.0, false,
                LeapIndicator.DELETE);

        assertThat(behind.offset()).isEqualTo(Span.ofNanos(-1_234));
        assertThat(SockSample.measured(new SystemInstant(NOW + 7), Span.ofNanos(-1_234), LeapIndicator.NONE))
                .isEqualTo(behind);
        assertThat(extreme.offset()).isEqualTo(Span.ofSeconds(-4_294_967_296L));
        assertThat(extreme.edge()).isEqualTo(new SystemInstant(4_294_967_296_000_000_000L));
        assertThat(SockSample.decode(extreme.encode())).isEqualTo(extreme);
    }

    @Test
    void aSampleThatCannotBeSentCannotBeMade() {
        assertThatThrownBy(() -> new SockSample(new SystemInstant(1), 0, false, LeapIndicator.NONE))
                .hasMessageContaining("whole microseconds");
        assertThatThrownBy(() -> new SockSample(new SystemInstant(-1_000), 0, false, LeapIndicator.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SockSample(new SystemInstant(0), Double.NaN, false, LeapIndicator.NONE))
                .hasMessageContaining("NaN");
    }

    /// 10 MB of noise; a datagram with the right size and magic by chance comes once in 2^32.
    @Test
    void noiseIsNeverASample() {
        long seed = 77;
        SplittableRandom random = new SplittableRandom(seed);
        long bytes = 0;
        while (bytes < 10_000_000) {
            byte[] datagram = new byte[switch (random.nextInt(4)) {
                case 0 -> SockSample.SIZE;
                case 1 -> SockSample.SMALL_SIZE;
                default -> random.nextInt(1_500);
            }];
            random.nextBytes(datagram);
            bytes += datagram.length;
            assertThat(SockSample.decode(datagram)).as("seed %d", seed).isInstanceOf(SockRefusal.class);
        }
    }

    @Test
    void noiseUnderTheRightMagicNeverThrowsAndSurvivesReEncoding() {
        long seed = 78;
        SplittableRandom random = new SplittableRandom(seed);
        int samples = 0;
        for (int i = 0; i < 250_000; i++) {
            byte[] datagram = random.nextBoolean()
                    ? wide(random.nextLong() >> random.nextInt(64), random.nextLong() >> random.nextInt(64),
                            Double.longBitsToDouble(random.nextLong()), random.nextInt(), random.nextInt(8))
                    : small(random.nextInt(), random.nextInt() >> random.nextInt(32),
                            Double.longBitsToDouble(random.nextLong()), random.nextInt(2), random.nextInt());
            if (SockSample.decode(datagram) instanceof SockSample sample) {
                samples++;
                assertThat(SockSample.decode(sample.encode())).as("seed %d", seed).isEqualTo(sample);
                assertThat(Math.abs(sample.edge().since(sample.at()).nanos())).isLessThanOrEqualTo(500_000_000L);
                assertThat(sample.offset().abs().compareTo(Span.ofSeconds(1L << 32))).isLessThanOrEqualTo(0);
            }
        }
        assertThat(samples).isGreaterThan(1_000);
    }
}
