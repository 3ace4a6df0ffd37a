package org.timeball.gnss.nmea;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.time.SystemInstant;

class NmeaFramerTest {
    private static final SystemInstant NOW = new SystemInstant(1_000);
    private final List<String> sentences = new ArrayList<>();
    private final List<SystemInstant> arrivals = new ArrayList<>();
    private int broken;
    private final NmeaFramer framer = new NmeaFramer(new NmeaFramer.Sink() {
        @Override
        public void sentence(NmeaSentence sentence) {
            StringBuilder fields = new StringBuilder(sentence.address());
            for (int i = 1; i < sentence.fieldCount(); i++) {
                fields.append(',').append(sentence.text(i));
            }
            sentences.add(fields.toString());
            arrivals.add(sentence.arrival());
        }

        @Override
        public void broken() {
            broken++;
        }
    });

    private void hear(String text) {
        framer.accept(text.getBytes(StandardCharsets.ISO_8859_1), NOW);
    }

    @Test
    void aGoodSentenceIsDeliveredWithItsSecondChecksumDigit() {
        hear("$GPZDA,101112.00,20,11,2026,00,00*6");
        assertThat(sentences).isEmpty();
        hear("0");
        assertThat(sentences).containsExactly("GPZDA,101112.00,20,11,2026,00,00");
        hear("\r\n");
        assertThat(broken).isZero();
    }

    @Test
    void checksumDigitsMayBeSmallLetters() {
        hear("$GPZDA,101112.00,20,11,2026,00,0:*6a\n$GPZDA,101112.00,20,11,2026,00,0:*6A\n");
        assertThat(sentences).hasSize(2);
    }

    @Test
    void aSentenceWithoutAChecksumIsNoSentence() {
        hear("$GPZDA,101112.00,20,11,2026,00,00\r\n");
        assertThat(sentences).isEmpty();
        assertThat(broken).isEqualTo(1);
    }

    @Test
    void aWrongChecksumIsCountedOnceALine() {
        hear("$GPZDA,101112.00,20,11,2026,00,00*00\r\n");
        hear("$GPZDA,101112.00,20,11,2026,00,00*6G\r\n");
        hear("$GPZDA,101112\u0007.00,20,11,2026,00,00*60\r\n");
        hear("$GPZDA,101112.00,20\u00ff,11,2026,00,00*60\r\n");
        assertThat(sentences).isEmpty();
        assertThat(broken).isEqualTo(4);
    }

    @Test
    void aLineThatLostItsDollarIsCounted() {
        hear("\r\nGPZDA,101112.00,20,11,2026,00,00*60\r\n");
        assertThat(broken).isEqualTo(1);
    }

    @Test
    void whatFollowsAGoodSentenceOnItsLineIsCounted() {
        hear("$GPZDA,101112.00,20,11,2026,00,00*60GPGGA,101112.00,,\r\n");
        assertThat(sentences).hasSize(1);
        assertThat(broken).isEqualTo(1);
    }

    @Test
    void aDollarInTheMiddleStartsTheNextSentence() {
        hear("$GPGGA,1011$GPZDA,101112.00,20,11,2026,00,00*60\r\n");
        hear("$$GPZDA,101112.00,20,11,2026,00,00*60\r\n");
        assertThat(sentences).containsExactly("GPZDA,101112.00,20,11,2026,00,00",
                "GPZDA,101112.00,20,11,2026,00,00");
        assertThat(broken).isEqualTo(1);
    }

    @Test
    void aSentenceKeepsTheArrivalOfItsFirstByte() {
        byte[] line = Sentences.bytes("GPZDA,101112.00,20,11,2026,00,00");
        for (int i = 0; i < line.length; i++) {
            framer.accept(new byte[]{line[i]}, new SystemInstant(500 + i));
        }
        framer.accept(line, new SystemInstant(900));
        assertThat(arrivals).containsExactly(new SystemInstant(500), new SystemInstant(900));
    }

    @Test
    void aSentenceThatNeverEndsIsDroppedAndTheNextOneHeard() {
        hear("$GPTXT,01,01,02," + "x".repeat(1_000_000));
        hear("\r\n$GPZDA,101112.00,20,11,2026,00,00*60\r\n");
        assertThat(sentences).hasSize(1);
        assertThat(broken).isEqualTo(1);
    }

    @Test
    void theLongestSentenceThatFitsIsHeardAndOneLongerIsNot() {
        String body = "GPTXT," + "x".repeat(NmeaFramer.MAX_LENGTH - 6);
        framer.accept(Sentences.bytes(body, body + "x"), NOW);
        assertThat(sentences).containsExactly(body);
        assertThat(broken).isEqualTo(1);
    }

    @Test
    void anySplitOfTheStreamGivesTheSameSentences() {
        long seed = 7_301;
        Random random = new Random(seed);
        byte[] noise = new byte[400];
        random.nextBytes(noise);
        byte[] stream = Sentences.joined(
                Sentences.bytes("GNRMC,101112.00,A,5128.67,N,00000.09,W,0.1,,201126,,,A,V",
                        "GNGSA,A,3,,,,,,,,,,,,,1,1,1,1"),
                noise, Sentences.bytes("GPZDA,101112.00,20,11,2026,00,00"), "$GPG".getBytes(StandardCharsets.US_ASCII),
                Sentences.bytes("PUBX,00,1", "GNGLL,5128.67,N,00000.09,W,101112.00,A,A"));
        framer.accept(stream, NOW);
        List<String> whole = List.copyOf(sentences);
        int wholeBroken = broken;
        assertThat(whole).hasSizeGreaterThanOrEqualTo(5);
        for (int round = 0; round < 300; round++) {
            sentences.clear();
            broken = 0;
            int limit = 1 + random.nextInt(40);
            for (int at = 0; at < stream.length;) {
                int length = Math.min(stream.length - at, 1 + random.nextInt(limit));
                framer.accept(Arrays.copyOfRange(stream, at, at + length), NOW);
                at += length;
            }
            assertThat(sentences).as("seed %d round %d", seed, round).isEqualTo(whole);
            assertThat(broken).as("seed %d round %d", seed, round).isEqualTo(wholeBroken);
        }
    }
}
