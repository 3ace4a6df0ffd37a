package org.timeball.ntp.nts.ke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timeball.ntp.nts.AeadAlgorithm;
import org.timeball.ntp.nts.CookieKeyStore;
import org.timeball.ntp.nts.Cookies;
import org.timeball.ntp.nts.SessionKeys;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// What is said in a key establishment, in figures (RFC 8915 section 4).
class KeMessagesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final List<AeadAlgorithm> ALL = List.of(AeadAlgorithm.values());
    private static final String PROTOCOL = "80010002" + "0000";
    private static final String END = "80000000";
    private static final String COOKIE = "00050004" + "01020304";

    private final VirtualWorld world = new VirtualUniverse(1, 1_790_000_000_000_000_000L).world("box",
            Oscillator.perfect(), Span.ZERO);
    private int exported;

    private KeAnswers answers(Optional<String> server, int port, List<AeadAlgorithm> algorithms) {
        CookieKeyStore store = new CookieKeyStore(world, Optional.empty(), Span.ofSeconds(100));
        return new KeAnswers(new KeServerSettings(List.of(), List.of(), algorithms, 1, server, port),
                new Cookies(store, world.random()));
    }

    private Optional<byte[]> answer(KeAnswers answers, byte[] request) {
        return answers.to(request, (algorithm, number) -> {
            exported = number;
            return new SessionKeys(algorithm, new byte[algorithm.keyBytes()], new byte[algorithm.keyBytes()]);
        });
    }

    private String answer(String request) {
        return HEX.formatHex(answer(answers(Optional.empty(), 123, ALL), HEX.parseHex(request)).orElseThrow());
    }

    @Test
    void aMessageIsWrittenAsTheStandardHasItAndReadBack() throws KeException {
        byte[] message = KeRecord.message(List.of(KeRecord.ofNumbers(true, KeRecord.NEXT_PROTOCOL, List.of(0)),
                KeRecord.ofNumbers(false, KeRecord.AEAD_ALGORITHM, List.of(30, 15)), KeRecord.end()));
        assertThat(HEX.formatHex(message)).isEqualTo("80010002000000040004001e000f80000000");
        for (int cut = 0; cut < message.length; cut++) {
            assertThat(KeRecord.parse(Arrays.copyOf(message, cut))).as("%d bytes", cut).isEmpty();
        }
        assertThat(KeRecord.parse(message)).hasValueSatisfying(records -> assertThat(records).hasSize(3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no protocol                     | 00040002000f                     | 0001
            two protocol records            | 800100020000 800100020000 00040002000f | 0001
            an empty list of protocols      | 80010000 00040002000f            | 0001
            half a number                   | 8001000300000f 00040002000f      | 0001
            no algorithms                   | 800100020000                     | 0001
            an empty list of algorithms     | 800100020000 00040000            | 0001
            a cookie from a client          | 800100020000 00040002000f 0005000401020304 | 0001
            an error from a client          | 800100020000 00040002000f 800200020000 | 0001
            a warning from a client         | 800100020000 00040002000f 800300020000 | 0001
            an unknown record, critical     | 800100020000 00040002000f 8fff0000 | 0000
            """)
    void aBadRequestIsAnsweredWithTheErrorThatItIs(String what, String records, String code) {
        assertThat(answer(records.replace(" ", "") + END)).as(what).isEqualTo("80020002" + code + END);
    }

    @Test
    void bytesBehindTheEndAndEndlessMessagesAreBadRequests() {
        assertThat(answer(PROTOCOL + "00040002000f" + END + "00")).isEqualTo("800200020001" + END);
        byte[] endless = new byte[KeRecord.LONGEST_MESSAGE + 1];
        assertThat(answer(answers(Optional.empty(), 123, ALL), endless).map(HEX::formatHex))
                .contains("800200020001" + END);
    }

    @Test
    void whatIsNotSharedIsSaidByEmptyLists() {
        assertThat(answer("800100020001" + "00040002000f" + END)).as("another protocol").isEqualTo("80010000" + END);
        assertThat(answer(PROTOCOL + "000400020011" + END)).as("another algorithm")
                .isEqualTo(PROTOCOL + "80040000" + END);
    }

    @Test
    void anUnknownRecordThatIsNotCriticalIsPassedOver() {
        assertThat(answer(PROTOCOL + "00040002000f" + "0fff0001aa" + END)).startsWith(PROTOCOL + "80040002000f")
                .hasSize(2 * (6 + 6 + 8 * 104 + 4)).endsWith(END);
        assertThat(exported).isEqualTo(15);
    }

    @Test
    void keysOfGcmSivAreDerivedAsTheClientSaysItCan() {
        assertThat(answer(PROTOCOL + "00040004001e000f" + "04000000" + END))
                .startsWith(PROTOCOL + "80040002001e" + "04000000").hasSize(2 * (6 + 6 + 4 + 8 * 68 + 4));
        assertThat(exported).isEqualTo(30);
        assertThat(answer(PROTOCOL + "00040004001e000f" + END)).startsWith(PROTOCOL + "80040002001e" + "0005");
        assertThat(exported).as("as chrony 4.4 did").isEqualTo(15);
    }

    @Test
    void anotherServerAndPortAreNamed() throws Exception {
        byte[] answer = answer(answers(Optional.of("ntp.example"), 1123, ALL),
                HEX.parseHex(PROTOCOL + "00040002000f" + END)).orElseThrow();
        KeAnswer read = KeAnswer.read(KeRecord.parse(answer).orElseThrow(), ALL);
        assertThat(read.server()).isEqualTo("ntp.example");
        assertThat(read.port()).hasValue(1123);
        assertThat(read.cookies()).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            80020002000180000000 | error 1
            80030002000180000000 | warning 1
            8002000080000000     | error of no number
            800100008004000080000000 | does not serve NTPv4
            8001000200008004000080000000 | none of the algorithms [15, 30]
            80010002000080040002001180000000 | none of the algorithms
            80010002000080040002000f80000000 | no cookies
            80010002000080040002000f00050003aabbcc80000000 | no cookies
            80010002000080040002000f8007000200000005000401020304 80000000 | no valid port
            80010002000080040002000f0005000401020304 8fff000080000000 | record 4095
            """)
    void aBadAnswerIsRefusedWithItsReason(String answer, String why) {
        assertThatThrownBy(() -> KeAnswer.read(KeRecord.parse(HEX.parseHex(answer.replace(" ", ""))).orElseThrow(),
                ALL)).isInstanceOf(KeException.class).hasMessageContaining(why);
    }

    @Test
    void noMoreThanEightCookiesAreTaken() throws Exception {
        String answer = PROTOCOL + "80040002000f" + COOKIE.repeat(20) + END;
        assertThat(KeAnswer.read(KeRecord.parse(HEX.parseHex(answer)).orElseThrow(), ALL).cookies()).hasSize(8);
    }

    /// Nothing that comes may be answered with cookies unless it asks for them as it should, nor throw.
    @Test
    void noiseIsWaitedForOrRefused() throws Exception {
        Random noise = new Random(4460);
        KeAnswers answers = answers(Optional.empty(), 123, ALL);
        byte[] good = HEX.parseHex(PROTOCOL + "00040004001e000f" + "04000000" + END);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = noise.nextBoolean() ? good.clone() : new byte[noise.nextInt(60)];
            for (int changes = bytes == good ? 0 : 1 + noise.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
                bytes[noise.nextInt(bytes.length)] = (byte) noise.nextInt(256);
            }
            Optional<byte[]> said = answer(answers, bytes);
            if (said.isPresent()) {
                List<KeRecord> records = KeRecord.parse(said.get()).orElseThrow();
                assertThat(records.getLast().type()).isEqualTo(KeRecord.END_OF_MESSAGE);
                List<Integer> types = new ArrayList<>(records.stream().map(KeRecord::type).distinct().toList());
                assertThat(types.contains(KeRecord.ERROR) && types.contains(KeRecord.NEW_COOKIE)).isFalse();
            }
        }
    }

    @Test
    void keptCookiesAreReadAsTheyWereWrittenAndDamagedOnesNotAtAll() {
        SessionKeys keys = new SessionKeys(AeadAlgorithm.AES_SIV_CMAC_256, new byte[32], new byte[32]);
        CookieFile file = new CookieFile("ntp.example",
                new SystemInstant(1_790_000_000_500_000_000L),
                IpAddress.v4(192, 0, 2, 1), 123, 7, keys, List.of(new byte[100]));
        String text = new String(file.text());
        assertThat(text.lines()).startsWith("NNC0", "ntp.example", "1790000000.5", "192.0.2.1 123").hasSize(6);
        assertThat(CookieFile.parse(file.text())).hasValueSatisfying(read -> {
            assertThat(read.session()).isEqualTo(7);
            assertThat(read.established()).isEqualTo(file.established());
            assertThat(read.cookies()).hasSize(1);
        });
        Random noise = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = file.text();
            damaged[noise.nextInt(damaged.length)] = (byte) noise.nextInt(128);
            byte[] cut = Arrays.copyOf(damaged, noise.nextInt(damaged.length + 1));
            CookieFile.parse(cut);
        }
    }
}
