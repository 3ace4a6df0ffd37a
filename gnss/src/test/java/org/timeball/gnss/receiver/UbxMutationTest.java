package org.timeball.gnss.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.timeball.gnss.gpsd.ReportWriter;
import org.timeball.gnss.nmea.Sentences;
import org.timeball.gnss.ubx.Frames;
import org.timeball.gnss.ubx.UbxFrameBuilder;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.SecondLabel;
import org.timeball.timekeeping.observation.Observation.Standing;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// Frames of every kind that is read, of any length, with any content and a correct checksum.
class UbxMutationTest {
    private static final UtcInstant FLOOR = UtcInstant.of(2026, 11, 1, 0, 0, 0, 0);
    private static final long ROLLOVER_SECONDS = 1024L * 7 * 86_400;
    private static final int ROUNDS = 20_000;
    private static final int[] CODES = {0x0101, 0x0102, 0x0103, 0x0104, 0x0106, 0x0107, 0x0112, 0x0120, 0x0121, 0x0122,
            0x0123, 0x0124, 0x0125, 0x0126, 0x0130, 0x0135, 0x013b, 0x0161, 0x0215, 0x0500, 0x0501, 0x0a04, 0x0a09,
            0x0a38, 0x0d01, 0x0d03, 0x0d04, 0x2709, 0x2800, 0x0999};
    private static final long[] EXTREMES = {0, 1, -1, 0x7fff_ffffL, 0x8000_0000L, 7, 0xff, 60, 86_400_000, 604_799_999,
            1_000_000_000, -1_000_000_000};

    private static byte[] frame(Random random) {
        int length = random.nextInt(4) == 0 ? random.nextInt(120) : 100;
        UbxFrameBuilder frame = new UbxFrameBuilder(CODES[random.nextInt(CODES.length)], length);
        for (int i = 0; i < length; i++) {
            frame.one(i, random.nextInt(3) == 0 ? random.nextInt(256) : 0);
        }
        for (int i = random.nextInt(6); i > 0 && length >= 4; i--) {
            frame.four(random.nextInt(length - 3), EXTREMES[random.nextInt(EXTREMES.length)]);
        }
        return frame.bytes();
    }

    /// A NAV-PVT with a possible date and any other field at its edge.
    private static byte[] edgy(Random random) {
        int[] seconds = {0, 59, 60, 61};
        int[] nanos = {0, -1, 1_000_000_000, -1_000_000_000, 999_999_999, 499_999};
        return Frames.pvt(random.nextInt(100), random.nextBoolean() ? 23 : 0, random.nextBoolean() ? 59 : 0,
                seconds[random.nextInt(seconds.length)], nanos[random.nextInt(nanos.length)], 7, random.nextInt(6));
    }

    @Test
    void noContentOfAnyFrameThrowsOrGivesAnImpossibleDate() {
        long seed = 20_261_121;
        Random random = new Random(seed);
        ReceiverTracker tracker = new ReceiverTracker(new SourceId(0), FLOOR);
        ReportWriter writer = new ReportWriter(Optional.of("/dev/ttyACM0"));
        int[] reports = {0};
        tracker.listener(report -> {
            reports[0]++;
            assertThat(writer.tpv(report)).startsWith("{\"class\":\"TPV\"").doesNotContain("NaN");
            assertThat(writer.sky(report)).startsWith("{\"class\":\"SKY\"").doesNotContain("NaN");
        });
        for (int round = 0; round < ROUNDS; round++) {
            byte[] frame = random.nextInt(4) == 0 ? edgy(random) : frame(random);
            SystemInstant arrival = new SystemInstant(0).plus(Span.ofMillis(round * 130L));
            for (Observation observation : tracker.accept(Sentences.joined(frame), arrival)) {
                if (observation instanceof SecondLabel label && label.standing() == Standing.FIX) {
                    assertThat(label.second().epochSecond() - FLOOR.epochSecond()).as("seed %d, %s", seed, label)
                            .isBetween(0L, ROLLOVER_SECONDS - 1);
                }
            }
            if (round % 64 == 0) {
                assertThat(tracker.fixState().satellites()).hasSizeLessThanOrEqualTo(512);
            }
        }
        assertThat(reports[0]).isGreaterThan(ROUNDS / 10);
        assertThat(tracker.badSentences()).isZero();
    }
}
