package org.timeball.gnss.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.timeball.gnss.nmea.NmeaSentence;
import org.timeball.gnss.nmea.Sentences;
import org.timeball.gnss.ubx.Frames;
import org.timeball.gnss.ubx.UbxFrame;
import org.timeball.gnss.ubx.UbxFrameBuilder;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

class StreamFramerTest {
    private static final SystemInstant NOW = new SystemInstant(1_763_000_000_000_000_000L);
    private static final byte[] ZDA = Sentences.bytes("GPZDA,101112.00,20,11,2026,00,00");
    private static final byte[] PVT = Frames.pvt(0, 7, 3);
    private final List<String> found = new ArrayList<>();
    private final List<SystemInstant> arrivals = new ArrayList<>();
    private int broken;
    private final StreamFramer framer = new StreamFramer(new StreamFramer.Sink() {
        @Override
        public void sentence(NmeaSentence sentence) {
            found.add(sentence.address());
            arrivals.add(sentence.arrival());
        }

        @Override
        public void frame(UbxFrame frame) {
            found.add("%04x/%d".formatted(frame.code(), frame.length()));
            arrivals.add(frame.arrival());
        }

        @Override
        public void broken() {
            broken++;
        }
    });

    private static byte[] joined(byte[]... pieces) {
        return Sentences.joined(pieces);
    }

    @Test
    void sentencesAndFramesComeOutInTheirOrder() {
        framer.accept(joined(ZDA, PVT, ZDA, Frames.endOfEpoch(0), ZDA), NOW);
        assertThat(found).containsExactly("GPZDA", "0107/92", "GPZDA", "0161/4", "GPZDA");
        assertThat(broken).isZero();
    }

    @Test
    void itDoesNotMatterHowTheBytesAreCutUp() {
        byte[] all = joined(ZDA, PVT, PVT, ZDA, new byte[]{(byte) 0xb5, 0x62, 1}, ZDA, PVT, ZDA);
        List<String> expected = List.of("GPZDA", "0107/92", "0107/92", "GPZDA", "GPZDA", "0107/92", "GPZDA");
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            found.clear();
            for (int at = 0; at < all.length;) {
                int length = Math.min(1 + random.nextInt(round < 5 ? 1 : 40), all.length - at);
                framer.accept(Arrays.copyOfRange(all, at, at + length), NOW);
                at += length;
            }
            framer.finish();
            assertThat(found).as("round %d", round).isEqualTo(expected);
        }
    }

    @Test
    void aSentenceInsideAVerifiedFrameIsNoSentence() {
        byte[] inside = new UbxFrameBuilder(0x0d01, ZDA.length).bytes();
        System.arraycopy(ZDA, 0, inside, UbxFrame.HEADER, ZDA.length);
        UbxFrameBuilder frame = new UbxFrameBuilder(0x0999, ZDA.length);
        for (int i = 0; i < ZDA.length; i++) {
            frame.one(i, ZDA[i]);
        }
        framer.accept(frame.bytes(), NOW);
        assertThat(found).containsExactly("0999/" + ZDA.length);
        framer.accept(inside, NOW);
        assertThat(found).containsExactly("0999/" + ZDA.length, "GPZDA");
    }

    @Test
    void aFrameThatABrokenOneSeemedToSwallowIsFound() {
        byte[] cut = Arrays.copyOf(PVT, 40);
        framer.accept(joined(cut, PVT, ZDA, PVT), NOW);
        assertThat(found).containsExactly("0107/92", "GPZDA", "0107/92");
        assertThat(broken).isEqualTo(1);
    }

    @Test
    void everyDamagedByteCostsOneFrameAtMost() {
        for (int at = 0; at < PVT.length; at++) {
            found.clear();
            byte[] damaged = PVT.clone();
            damaged[at] ^= 0x55;
            framer.accept(joined(damaged, ZDA, PVT, ZDA), NOW);
            framer.finish();
            assertThat(found).as("byte %d damaged", at).endsWith("GPZDA", "0107/92", "GPZDA").hasSize(3);
        }
    }

    @Test
    void aLengthThatNoFrameHasIsNotWaitedFor() {
        framer.accept(joined(new byte[]{(byte) 0xb5, 0x62, 1, 7, (byte) 0xff, (byte) 0xff}, ZDA), NOW);
        assertThat(found).containsExactly("GPZDA");
        assertThat(broken).isEqualTo(1);
    }

    @Test
    void aFrameThatWasCutOffHoldsNothingUpBeyondAPause() {
        byte[] header = {(byte) 0xb5, 0x62, 1, 7, 92, 0};
        framer.accept(joined(header, ZDA), NOW);
        assertThat(found).isEmpty();
        framer.accept(ZDA, NOW.plus(Span.ofSeconds(1)));
        assertThat(found).containsExactly("GPZDA", "GPZDA");
        assertThat(arrivals).containsExactly(NOW, NOW.plus(Span.ofSeconds(1)));
        assertThat(broken).isEqualTo(1);
    }

    @Test
    void aFrameCarriesTheArrivalOfItsFirstByte() {
        framer.accept(Arrays.copyOf(PVT, 16), NOW);
        framer.accept(Arrays.copyOfRange(PVT, 16, PVT.length), NOW.plus(Span.ofMillis(9)));
        framer.accept(joined(ZDA), NOW.plus(Span.ofMillis(20)));
        assertThat(arrivals).containsExactly(NOW, NOW.plus(Span.ofMillis(20)));
    }

    @Test
    void rtcmIsSkippedAsAWhole() {
        // RTCM 10403.3 message 1005, the example that its description prints.
        byte[] rtcm = HexFormat.of().parseHex("d300133ed7d30202980edeef34b4bd62ac0941986f33360b98");
        framer.accept(joined(rtcm, ZDA, rtcm, PVT), NOW);
        assertThat(found).containsExactly("GPZDA", "0107/92");
        assertThat(broken).isZero();
        rtcm[10] ^= 1;
        found.clear();
        framer.accept(joined(rtcm, ZDA), NOW);
        framer.finish();
        assertThat(found).containsExactly("GPZDA");
    }

    @Test
    void noiseOfAnyKindIsSurvived() {
        Random random = new Random(20261120);
        for (int round = 0; round < 300; round++) {
            found.clear();
            byte[] noise = new byte[random.nextInt(3000)];
            random.nextBytes(noise);
            for (int i = 0; i < noise.length; i++) {
                noise[i] = switch (random.nextInt(12)) {
                    case 0 -> (byte) 0xb5;
                    case 1 -> 0x62;
                    case 2 -> '$';
                    case 3 -> (byte) 0xd3;
                    case 4 -> 0;
                    default -> noise[i];
                };
            }
            framer.accept(noise, NOW);
            // What noise left waiting is over after a pause; then all is well again.
            framer.accept(joined(ZDA, PVT), NOW.plus(Span.ofSeconds(round + 1)));
            framer.finish();
            assertThat(found).as("round %d", round).endsWith("GPZDA", "0107/92");
        }
    }
}
