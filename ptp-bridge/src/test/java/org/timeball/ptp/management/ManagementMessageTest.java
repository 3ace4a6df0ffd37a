package org.timeball.ptp.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.timeball.ptp.management.DataSet.Timescale;
import org.timeball.timekeeping.time.Span;

/// The bytes are what ptp4l 3.1.1 (Debian 12) answered on its socket, in domain 24, as a slave with software timestamps
/// and `free_running 1` behind another ptp4l with `clockClass 6`, over a veth pair; sequence 7, asked by port 1 of clock 0.
class ManagementMessageTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final long SLAVE = 0xd602d1fffe8d11b1L;
    private static final long MASTER = 0x3a5ecefffedea0a2L;
    private static final PortIdentity ASKER = new PortIdentity(1, 1);

    private record Captured(int port, String tlv, Content content) {
        byte[] bytes() {
            return bytesOf(port, tlv);
        }
    }

    private static byte[] bytesOf(int port, String tlv) {
        String text = "0d02%04x18000000000000000000000000000000d602d1fffe8d11b1%04x0007047f".formatted(
                48 + tlv.length() / 2,
                port) + "00000000000000010001" + "00000200" + tlv;
        return HEX.parseHex(text);
    }

    static List<Captured> captured() {
        return List.of(
                new Captured(0, "000100162000" + "0300000180fffeffff80d602d1fffe8d11b11800",
                        new DataSet.Default(true, true, 1, 128, new ClockQuality(255, 0xfe, 65_535), 128, SLAVE, 24)),
                new Captured(0, "000100142001" + "0001fffffffffd5200000000000007240000",
                        new DataSet.Current(1, -686L << 16, 1828L << 16)),
                new Captured(0,
                        "000100222002" + "3a5ecefffedea0a200010000ffff7fffffff8006feffff803a5ecefffedea0a2",
                        new DataSet.Parent(new PortIdentity(MASTER, 1), false, 65_535, Integer.MAX_VALUE, 128,
                                new ClockQuality(6, 0xfe, 65_535), 128, MASTER)),
                new Captured(0, "000100062003" + "00250ca0",
                        new DataSet.TimeProperties(new Timescale(37, false, false, true, true, false, false, 0xa0))),
                new Captured(1, "0001001c2004" + "d602d1fffe8d11b1000108000000000000000000010300010002",
                        new DataSet.Port(new PortIdentity(SLAVE, 1), PortState.UNCALIBRATED, 0, 0, 1, 3, 0, 1, 0, 2)),
                new Captured(0,
                        "00010034c000" + "fffffffffffffd5218ebe9e63b478529" + "0".repeat(44)
                                + "000000013a5ecefffedea0a2",
                        new DataSet.TimeStatus(Span.ofNanos(-686), 0x18ebe9e63b478529L, 0, 0, 0, 0, true, MASTER)),
                new Captured(0, "0001000ac001" + "fffeffff002500a0",
                        new DataSet.GrandmasterSettings(new ClockQuality(255, 0xfe, 65_535),
                                new Timescale(37, false, false, false, false, false, false, 0xa0))),
                new Captured(0, "00010044c003" + "003c07" + "00".repeat(63),
                        new DataSet.SubscribeEvents(60, true, true, true)),
                new Captured(1, "00010012c004" + "d602d1fffe8d11b10001080002633000",
                        new DataSet.PortProperties(new PortIdentity(SLAVE, 1), PortState.UNCALIBRATED, 0, "c0")),
                new Captured(1, "000200080002" + "2fff00000000", new Content.ErrorStatus(2, 0x2fff, "")));
    }

    @ParameterizedTest
    @MethodSource("captured")
    void whatPtp4lSaidIsUnderstoodAndWrittenTheSameWay(Captured said) {
        ManagementMessage message = new ManagementMessage(Action.RESPONSE, 24, 7, new PortIdentity(SLAVE, said.port()),
                ASKER, said.content());
        assertThat(ManagementMessage.decode(said.bytes())).isEqualTo(message);
        assertThat(HEX.formatHex(message.encode())).isEqualTo(HEX.formatHex(said.bytes()));
    }

    @Test
    void aQuestionHasNoDataAndGoesToEveryPort() {
        byte[] question = new ManagementMessage(Action.GET, 24, 7, ASKER, PortIdentity.ALL,
                new Content.Request(ManagementId.TIME_STATUS_NP)).encode();
        assertThat(HEX.formatHex(question)).isEqualTo("0d02003618000000" + "0000000000000000" + "00000000"
                + "00000000000000010001" + "0007047f" + "ffffffffffffffffffff" + "00000000" + "00010002c000");
        assertThat(ManagementMessage.decode(question)).isInstanceOfSatisfying(ManagementMessage.class,
                m -> assertThat(m.content()).isEqualTo(new Content.Request(ManagementId.TIME_STATUS_NP)));
    }

    @Test
    void timeIntervalsAreRoundedToNanoseconds() {
        DataSet.Current current = new DataSet.Current(1, -(1L << 15) - 1, 3L << 15);
        assertThat(current.offset()).isEqualTo(Span.ofNanos(-1));
        assertThat(current.pathDelay()).isEqualTo(Span.ofNanos(2));
    }

    @Test
    void aTextMayBeGivenWithAnErrorAndIsShownToPeople() {
        Content.ErrorStatus error = new Content.ErrorStatus(6, 0xc001, "read only");
        ManagementMessage message = new ManagementMessage(Action.RESPONSE, 0, 1, ASKER, ASKER, error);
        assertThat(ManagementMessage.decode(message.encode())).isEqualTo(message);
        assertThat(error.words()).isEqualTo("ptp4l refuses 0xc001: not supported, read only");
    }

    @Test
    void everyTruncationIsRefused() {
        for (Captured said : captured()) {
            byte[] whole = said.bytes();
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThat(ManagementMessage.decode(cut)).isEqualTo(length < 54
                        ? ManagementRefusal.TRUNCATED
                        : ManagementRefusal.WRONG_LENGTH);
            }
        }
    }

    private record Spoilt(int at, int value, ManagementRefusal why) {
    }

    static List<Spoilt> spoilt() {
        return List.of(new Spoilt(0, 0x0b, ManagementRefusal.NOT_MANAGEMENT),
                new Spoilt(1, 1, ManagementRefusal.WRONG_VERSION), new Spoilt(3, 0x47, ManagementRefusal.WRONG_LENGTH),
                new Spoilt(51, 0x11, ManagementRefusal.WRONG_LENGTH), new Spoilt(46, 5, ManagementRefusal.BAD_ACTION),
                new Spoilt(49, 3, ManagementRefusal.WRONG_TLV), new Spoilt(53, 9, ManagementRefusal.UNKNOWN_ID),
                new Spoilt(53, 0, ManagementRefusal.WRONG_DATA), new Spoilt(64, 0, ManagementRefusal.BAD_STATE),
                new Spoilt(64, 10, ManagementRefusal.BAD_STATE), new Spoilt(66, 200, ManagementRefusal.BAD_TEXT),
                new Spoilt(66, 1, ManagementRefusal.BAD_TEXT), new Spoilt(67, 7, ManagementRefusal.BAD_TEXT));
    }

    /// Offsets are those of the answer with the interface's name.
    @ParameterizedTest
    @MethodSource("spoilt")
    void whatIsWrongIsNamed(Spoilt spoilt) {
        byte[] bytes = bytesOf(1, "00010012c004" + "d602d1fffe8d11b10001080002633000");
        bytes[spoilt.at()] = (byte) spoilt.value();
        assertThat(ManagementMessage.decode(bytes)).isEqualTo(spoilt.why());
        assertThat(spoilt.why().words()).isNotBlank();
    }

    @Test
    void timesThatCannotBeAreRefused() {
        String rest = "0".repeat(44) + "000000013a5ecefffedea0a2";
        assertThat(
                ManagementMessage.decode(bytesOf(0, "00010034c000" + "8000000000000000" + "18ebe9e63b478529" + rest)))
                .isEqualTo(ManagementRefusal.BAD_TIME);
        assertThat(
                ManagementMessage.decode(bytesOf(0, "00010034c000" + "0000000000000000" + "98ebe9e63b478529" + rest)))
                .isEqualTo(ManagementRefusal.BAD_TIME);
    }

    /// Whatever is understood of noise says the same when it is written and read again.
    @Test
    void noiseIsRefusedOrUnderstoodForGood() {
        SplittableRandom random = new SplittableRandom(9);
        List<byte[]> good = captured().stream().map(Captured::bytes).toList();
        int understood = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] noisy = good.get(random.nextInt(good.size())).clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                noisy[random.nextInt(noisy.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (random.nextInt(10) == 0) {
                noisy = Arrays.copyOf(noisy, random.nextInt(noisy.length + 20));
            }
            if (ManagementMessage.decode(noisy) instanceof ManagementMessage message) {
                understood++;
                assertThat(ManagementMessage.decode(message.encode())).isEqualTo(message);
            }
        }
        assertThat(understood).isBetween(20_000, 90_000);
    }
}
