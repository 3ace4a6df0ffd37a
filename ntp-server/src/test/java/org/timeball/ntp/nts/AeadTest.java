package org.timeball.ntp.nts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.modes.GCMSIVBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.cryptomator.siv.SivMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AeadTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final int CASES = 500;

    /// RFC 8452 appendix C.1.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            01000000000000000000000000000000 | 030000000000000000000000 | | | dc20e2d83f25705bb49e439eca56de25
            01000000000000000000000000000000 | 030000000000000000000000 | | 0100000000000000 | \
            b5d839330ac7b786578782fff6013b815b287c22493a364c
            """)
    void vectorsOfTheStandardComeOut(String key, String nonce, String associated, String plain, String sealed) {
        assertThat(HEX.formatHex(seal(AeadAlgorithm.AES_128_GCM_SIV, HEX.parseHex(key), HEX.parseHex(nonce),
                bytes(associated), bytes(plain)))).isEqualTo(plain == null
                        ? sealed
                        : sealed.substring(sealed.length() - 32) + sealed.substring(0, sealed.length() - 32));
    }

    private static byte[] bytes(String hex) {
        return hex == null ? new byte[0] : HEX.parseHex(hex);
    }

    /// Tag first, then the message.
    private static byte[] seal(AeadAlgorithm algorithm, byte[] key, byte[] nonce, byte[] associated, byte[] plain) {
        Aead aead = algorithm.create();
        aead.key(key, 0);
        byte[] text = plain.clone();
        byte[] tag = new byte[Aead.TAG_BYTES];
        aead.seal(associated, associated.length, nonce, nonce.length, text, 0, text.length, tag);
        byte[] all = Arrays.copyOf(tag, tag.length + text.length);
        System.arraycopy(text, 0, all, tag.length, text.length);
        return all;
    }

    private static byte[] random(Random random, int bytes) {
        byte[] some = new byte[bytes];
        random.nextBytes(some);
        return some;
    }

    @Test
    void sivIsWhatAnotherLibraryMakesOfIt() {
        Random random = new Random(20261126);
        SivMode oracle = new SivMode();
        for (int i = 0; i < CASES; i++) {
            byte[] key = random(random, 32);
            byte[] nonce = random(random, 1 + random.nextInt(40));
            byte[] associated = random(random, random.nextInt(300));
            byte[] plain = random(random, random.nextInt(900));
            byte[] expected = oracle.encrypt(new SecretKeySpec(key, 16, 16, "AES"),
                    new SecretKeySpec(key, 0, 16, "AES"),
                    plain, associated.length == 0 ? new byte[][]{nonce} : new byte[][]{associated, nonce});
            assertThat(seal(AeadAlgorithm.AES_SIV_CMAC_256, key, nonce, associated, plain)).as("case " + i)
                    .isEqualTo(expected);
        }
    }

    @Test
    void gcmSivIsWhatAnotherLibraryMakesOfIt() throws Exception {
        Random random = new Random(20261126);
        for (int i = 0; i < CASES; i++) {
            byte[] key = random(random, 16);
            byte[] nonce = random(random, 12);
            byte[] associated = random(random, random.nextInt(300));
            byte[] plain = random(random, random.nextInt(900));
            GCMSIVBlockCipher oracle = new GCMSIVBlockCipher();
            oracle.init(true, new AEADParameters(new KeyParameter(key), 128, nonce, associated));
            byte[] expected = new byte[plain.length + 16];
            int at = oracle.processBytes(plain, 0, plain.length, expected, 0);
            oracle.doFinal(expected, at);
            byte[] made = seal(AeadAlgorithm.AES_128_GCM_SIV, key, nonce, associated, plain);
            assertThat(Arrays.copyOfRange(made, 16, made.length)).as("case " + i)
                    .isEqualTo(Arrays.copyOf(expected, plain.length));
            assertThat(Arrays.copyOf(made, 16)).isEqualTo(Arrays.copyOfRange(expected, plain.length, expected.length));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasChangedIsNotAuthentic(AeadAlgorithm algorithm) {
        Random random = new Random(7);
        Aead aead = algorithm.create();
        aead.key(random(random, algorithm.keyBytes()), 0);
        byte[] nonce = random(random, algorithm.nonceBytes());
        byte[] associated = random(random, 188);
        byte[] plain = random(random, 104);
        byte[] sealed = plain.clone();
        byte[] tag = new byte[Aead.TAG_BYTES];
        aead.seal(associated, associated.length, nonce, nonce.length, sealed, 0, sealed.length, tag);
        byte[] opened = sealed.clone();
        assertThat(aead.open(associated, associated.length, nonce, nonce.length, opened, 0, opened.length, tag))
                .isTrue();
        assertThat(opened).isEqualTo(plain);
        for (byte[] part : new byte[][]{associated, nonce, sealed, tag}) {
            int at = random.nextInt(part.length);
            part[at] ^= 4;
            opened = sealed.clone();
            assertThat(aead.open(associated, associated.length, nonce, nonce.length, opened, 0, opened.length, tag))
                    .isFalse();
            part[at] ^= 4;
        }
    }
}
