package org.timeball.ntp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MacEngineTest {
    private static final HexFormat HEX = HexFormat.of();
    private final KeyRing ring = new KeyRing(KeyFile.parse("keys.txt", resource("keys.txt")).keys());
    private final MacEngine engine = new MacEngine(ring);

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(MacEngineTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> chronydsAnswers() {
        return new String(resource("chronyd-answers.txt"), StandardCharsets.US_ASCII).lines()
                .filter(line -> !line.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("chronydsAnswers")
    void chronydsOwnCodesAreAcceptedAndMadeAlike(String line) {
        String[] words = line.split(" ");
        int version = Integer.parseInt(words[0]);
        long key = Long.parseLong(words[1]);
        byte[] packet = HEX.parseHex(words[2]);
        assertThat(engine.verify(ByteBuffer.wrap(packet), 48, packet.length, version)).isTrue();
        assertThat(engine.verify(ByteBuffer.wrap(packet), 48, packet.length, 7 - version))
                .as("versions 3 and 4 differ where the digest is longer than 20 bytes").isEqualTo(packet.length <= 72
                        && ring.find(key).orElseThrow().type().codeBytes() <= 20);
        ByteBuffer own = ByteBuffer.allocate(200).put(0, packet, 0, 48);
        assertThat(engine.codeBytes(key, version)).isEqualTo(packet.length - 48);
        assertThat(engine.sign(key, own, 48, version)).isEqualTo(packet.length);
        byte[] made = new byte[packet.length];
        own.get(0, made);
        assertThat(made).isEqualTo(packet);
    }

    @Test
    void theAnswersCoverEveryKind() {
        assertThat(chronydsAnswers()).hasSize(18);
    }

    /// RFC 4493 section 4 for AES-128, NIST SP 800-38B examples for AES-256.
    @ParameterizedTest
    @CsvSource({"AES128, 2b7e151628aed2a6abf7158809cf4f3c, 0, bb1d6929e95937287fa37d129b756746",
            "AES128, 2b7e151628aed2a6abf7158809cf4f3c, 16, 070a16b46b4d4144f79bdd9dd04a287c",
            "AES128, 2b7e151628aed2a6abf7158809cf4f3c, 40, dfa66747de9ae63030ca32611497c827",
            "AES128, 2b7e151628aed2a6abf7158809cf4f3c, 64, 51f0bebf7e3b9d92fc49741779363cfe",
            "AES256, 603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4, 0, "
                    + "028962f61b7bf89efc6b551f4667d983",
            "AES256, 603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4, 64, "
                    + "e1992190549f6ed5696a2c056c315410"})
    void cmacIsThatOfTheVectors(KeyType type, String key, int length, String code) {
        byte[] message = HEX.parseHex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
        byte[] made = new byte[16];
        Mac mac = Mac.of(new SymmetricKey(1, type, HEX.parseHex(key)));
        for (int repeat = 0; repeat < 2; repeat++) {
            assertThat(mac.compute(message, length, made)).isEqualTo(16);
            assertThat(made).isEqualTo(HEX.parseHex(code));
        }
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void everyBitOfPacketAndCodeCounts(KeyType type) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] secret = new byte[type.isCipher() ? type.keyBytes() : 20];
        random.nextBytes(secret);
        ring.replace(List.of(new SymmetricKey(77, type, secret)));
        byte[] bytes = new byte[300];
        random.nextBytes(bytes);
        ByteBuffer packet = ByteBuffer.wrap(bytes);
        int length = engine.sign(77, packet, 76, 3);
        assertThat(engine.verify(packet, 76, length, 3)).as("seed %d", seed).isTrue();
        for (int bit = 0; bit < length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(engine.verify(packet, 76, length, 3)).as("seed %d, bit %d", seed, bit).isFalse();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(engine.verify(packet, 76, length, 3)).isTrue();
    }

    @Test
    void codesOfOtherLengthsAndUnknownKeysAreRefused() {
        ByteBuffer packet = ByteBuffer.allocate(200);
        int length = engine.sign(3, packet, 48, 3);
        assertThat(length).isEqualTo(84);
        for (int shorter = 48; shorter < length; shorter++) {
            assertThat(engine.verify(packet, 48, shorter, 3)).as("%d bytes", shorter).isFalse();
        }
        assertThat(engine.verify(packet, 48, 88, 3)).isFalse();
        assertThat(engine.sign(99, packet, 48, 4)).isEqualTo(-1);
        assertThat(engine.codeBytes(99, 4)).isZero();
        packet.putInt(48, 99);
        assertThat(engine.verify(packet, 48, 84, 3)).isFalse();
        packet.putInt(48, 0);
        assertThat(engine.verify(packet, 48, 52, 4)).as("crypto-NAK").isFalse();
    }

    @Test
    void aReplacedKeyIsUsedAtOnce() {
        ByteBuffer packet = ByteBuffer.allocate(200);
        int length = engine.sign(1, packet, 48, 4);
        assertThat(engine.verify(packet, 48, length, 4)).isTrue();
        ring.replace(List.of(new SymmetricKey(1, KeyType.MD5, new byte[]{1, 2, 3})));
        assertThat(engine.verify(packet, 48, length, 4)).isFalse();
        assertThat(engine.verify(packet, 48, engine.sign(1, packet, 48, 4), 4)).isTrue();
    }

    /// Key 8 is left out: the Java runtime's SHA-3 makes 24 bytes of garbage a digest.
    @Test
    void checkingAndSigningAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteBuffer packet = ByteBuffer.allocateDirect(200);
        for (long key : new long[]{1, 2, 3, 4, 5, 6, 7, 9}) {
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 10 && least > 0; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 2_000; i++) {
                    packet.putInt(44, i);
                    int length = engine.sign(key, packet, 48, 4);
                    packet.putInt(52, packet.getInt(52) ^ i & 1);
                    if (engine.verify(packet, 48, length, 4) == ((i & 1) == 1)) {
                        throw new AssertionError("packet " + i);
                    }
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).as("bytes for key %d", key).isZero();
        }
    }
}
