package org.timeball.gnss.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.timeball.gnss.nmea.Sentences;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.SecondLabel;
import org.timeball.timekeeping.observation.Observation.Standing;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// Sentences that are nearly right: fields exchanged, dropped, doubled, filled with extremes, with a correct checksum
/// over the result, so that they reach every parser; and damaged bytes between them.
class ReceiverMutationTest {
    private static final int ROUNDS = 1_500;
    private static final UtcInstant FLOOR = UtcInstant.of(2026, 11, 1, 0, 0, 0, 0);
    private static final long ROLLOVER_SECONDS = 1024L * 7 * 86_400;
    private static final List<String> BODIES = List.of(
            "GNRMC,101112.00,A,5128.67580,N,00000.08820,W,0.01,,201126,,,A,V", "GPRMC,101113,V,,,,,,,201126,,,N",
            "GNGGA,101112.00,5128.67580,N,00000.08820,W,1,12,0.71,46.5,M,45.4,M,,", "GPGGA,101113,,,,,0,00,,,,,,,",
            "GNZDA,101112.00,20,11,2026,00,00", "GNGSA,A,3,05,07,13,,,,,,,,,,1.29,0.71,1.08,1",
            "GPGSA,A,1,,,,,,,,,,,,,,,", "GPGSV,2,1,05,05,45,120,41,07,30,200,,13,05,010,22,15,60,300,44,1",
            "GPGSV,2,2,05,33,20,150,38,1", "GNGLL,5128.67580,N,00000.08820,W,101112.00,A,A",
            "GNGNS,101112.00,,,,,NAN,05,1.0,46.5,45.4,,,V", "GNVTG,,T,,M,0.0,N,0.0,K,A");
    private static final List<String> EXTREMES = List.of("", "-", "-1", "0", "1", "60", "99", "255", "999999999",
            "9999999999", "2147483648", "1e9", ".", "..", "999999999999999", "0000000000000000001", "235960",
            "235960.999999999", "000000.00", "311299", "290200", "300226", "311276", "A", "V", "N", "NaN", "$", "*",
            "\u0000", "\u00ff", "1".repeat(900));

    private static String mutated(Random random) {
        List<String> fields = new ArrayList<>(
                Arrays.asList(BODIES.get(random.nextInt(BODIES.size())).split(",", -1)));
        for (int i = random.nextInt(4); i > 0; i--) {
            int field = random.nextInt(fields.size());
            switch (random.nextInt(4)) {
                case 0 -> fields.set(field, EXTREMES.get(random.nextInt(EXTREMES.size())));
                case 1 -> fields.add(field, fields.get(random.nextInt(fields.size())));
                case 2 -> {
                    if (fields.size() > 1) {
                        fields.remove(field);
                    }
                }
                default -> fields.set(field, fields.get(random.nextInt(fields.size())));
            }
        }
        return String.join(",", fields);
    }

    private static byte[] stream(Random random) {
        byte[] stream = new byte[0];
        for (int i = 0; i < 12; i++) {
            stream = Sentences.joined(stream, Sentences.bytes(mutated(random)));
        }
        if (random.nextBoolean()) {
            for (int i = 0; i < 5; i++) {
                stream[random.nextInt(stream.length)] = (byte) random.nextInt(256);
            }
        }
        return stream;
    }

    @Test
    void nothingNearlyRightThrowsOrGivesAnImpossibleDate() {
        long seed = 20_261_120;
        Random random = new Random(seed);
        ReceiverTracker tracker = new ReceiverTracker(new SourceId(0), FLOOR);
        int labels = 0;
        for (int round = 0; round < ROUNDS; round++) {
            SystemInstant arrival = new SystemInstant(0).plus(Span.ofMillis(round * 700L));
            for (Observation observation : tracker.accept(stream(random), arrival)) {
                SecondLabel label = (SecondLabel) observation;
                labels++;
                if (label.standing() == Standing.FIX) {
                    assertThat(label.second().epochSecond() - FLOOR.epochSecond()).as("seed %d, %s", seed, label)
                            .isBetween(0L, ROLLOVER_SECONDS - 1);
                }
            }
            FixState state = tracker.fixState();
            assertThat(state.satellites()).as("seed %d, round %d", seed, round).hasSizeLessThanOrEqualTo(512);
            assertThat(state.sentenceKinds()).hasSizeLessThanOrEqualTo(48);
        }
        assertThat(labels).as("seed %d", seed).isGreaterThan(ROUNDS / 2);
    }

    @Test
    void theSplitOfAStreamOfSuchSentencesDoesNotMatter() {
        long seed = 31;
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            byte[] stream = stream(random);
            ReceiverTracker whole = new ReceiverTracker(new SourceId(0), FLOOR);
            List<Observation> expected = whole.accept(stream, new SystemInstant(0));
            ReceiverTracker pieces = new ReceiverTracker(new SourceId(0), FLOOR);
            List<Observation> seen = new ArrayList<>();
            for (int from = 0; from < stream.length;) {
                int to = Math.min(stream.length, from + 1 + random.nextInt(30));
                seen.addAll(pieces.accept(Arrays.copyOfRange(stream, from, to), new SystemInstant(0)));
                from = to;
            }
            assertThat(seen).as("seed %d, round %d", seed, round).isEqualTo(expected);
            assertThat(pieces.fixState()).as("seed %d, round %d", seed, round).isEqualTo(whole.fixState());
        }
    }
}
