package org.timeball.ntp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {
    private static KeyFile parse(String text) {
        return KeyFile.parse("/etc/keys", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyWayToWriteAKeyIsUnderstood() {
        KeyFile file = parse("# comment\n\n  1 twelve-bytes\n2 SHA256 HEX:00ffA0000000000000000000\r\n"
                + "3\tmd5  ASCII:HEX:000000000\n4294967295 AES128 ASCII:sixteen-letters!\n5 HEX:00112233445566778899\n");
        assertThat(file.complaints()).isEmpty();
        assertThat(file.keys()).containsExactly(
                new SymmetricKey(1, KeyType.MD5, "twelve-bytes".getBytes(StandardCharsets.US_ASCII)),
                new SymmetricKey(2, KeyType.SHA256, new byte[]{0, -1, (byte) 0xa0, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
                new SymmetricKey(3, KeyType.MD5, "HEX:000000000".getBytes(StandardCharsets.US_ASCII)),
                new SymmetricKey(4_294_967_295L, KeyType.AES128,
                        "sixteen-letters!".getBytes(StandardCharsets.US_ASCII)),
                new SymmetricKey(5, KeyType.MD5,
                        new byte[]{0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, (byte) 0x88, (byte) 0x99}));
    }

    @ParameterizedTest
    @CsvSource({"1, '1 words; a key is written'", "1 MD5 a b, '4 words; a key is written'",
            "x MD5 secret-secret, the id is 'x'", "0 MD5 secret-secret, key id is 0",
            "4294967296 MD5 secret-secret, key id is 4294967296", "-1 MD5 secret-secret, the id is '-1'",
            "99999999999 MD5 secret-secret, the id is '99999999999'", "1 MD4 secret-secret, unknown type 'MD4'",
            "1 MD5 HEX:123, what follows HEX:", "1 MD5 HEX:12xx, what follows HEX:", "1 MD5 HEX:, the key has 0 bytes",
            "1 AES128 HEX:0011, AES128 needs 16", "1 AES256 ASCII:sixteen-letters!, AES256 needs 32"})
    void aBadLineIsNamedAndLeavesOutItsKeyOnly(String line, String complaint) {
        KeyFile file = parse("7 MD5 good-enough-secret\n" + line + "\n8 MD5 good-enough-secret\n");
        assertThat(file.keys()).extracting(SymmetricKey::id).containsExactly(7L, 8L);
        assertThat(file.complaints()).singleElement().asString().startsWith("/etc/keys:2: ").contains(complaint);
        // Half of a refused line may be a good secret.
        assertThat(file.complaints().getFirst()).doesNotContain("secret-secret");
    }

    @Test
    void ofTwoKeysWithOneIdTheFirstHolds() {
        KeyFile file = parse("1 first-secret\n1 second-secret\n");
        assertThat(file.keys()).singleElement().isEqualTo(
                new SymmetricKey(1, KeyType.MD5, "first-secret".getBytes(StandardCharsets.US_ASCII)));
        assertThat(file.complaints()).singleElement().asString().startsWith("/etc/keys:2: a second key 1");
    }

    @Test
    void aWeakKeyIsUsedAndComplainedOf() {
        KeyFile file = parse("1 nine-long\n2 tenletters\n");
        assertThat(file.keys()).hasSize(2);
        assertThat(file.complaints()).singleElement().asString().startsWith("/etc/keys:1: key 1 (MD5, 72 bits)")
                .doesNotContain("nine-long");
    }

    @Test
    void aSecretIsInNoText() {
        assertThat(parse("1 SHA1 HEX:0102030405060708090a0b0c").keys().getFirst()).hasToString("key 1 (SHA1, 96 bits)");
    }

    @Test
    void aKeyRingIsReplacedAsAWholeAndRefusesTwoOfOneId() {
        KeyRing ring = new KeyRing(parse("1 first-secret\n").keys());
        ring.replace(parse("2 second-secret\n").keys());
        assertThat(ring.find(1)).isEmpty();
        assertThat(ring.find(2)).isPresent();
        SymmetricKey key = ring.find(2).orElseThrow();
        assertThatIllegalArgumentException().isThrownBy(() -> ring.replace(List.of(key, key)))
                .withMessageContaining("two keys with the id 2");
        assertThat(ring.find(2)).isPresent();
    }
}
