package org.timeball.ntp.auth;

import java.util.Locale;
import java.util.Optional;

/// How a key makes a code: a hash over key and packet, or a cipher's CMAC over the packet (RFC 8573).
///
/// The numbers are those that chronyc's `authdata` shows.
public enum KeyType {
    MD5(1, "MD5", 16),
    SHA1(2, "SHA-1", 20),
    SHA256(3, "SHA-256", 32),
    SHA384(4, "SHA-384", 48),
    SHA512(5, "SHA-512", 64),
    SHA3_224(6, "SHA3-224", 28),
    SHA3_256(7, "SHA3-256", 32),
    SHA3_384(8, "SHA3-384", 48),
    SHA3_512(9, "SHA3-512", 64),
    AES128(13, 16),
    AES256(14, 32);

    private static final int CMAC_BYTES = 16;

    private final int number;
    private final String algorithm;
    private final int codeBytes;
    private final int keyBytes;

    KeyType(int number, String algorithm, int codeBytes) {
        this.number = number;
        this.algorithm = algorithm;
        this.codeBytes = codeBytes;
        keyBytes = 0;
    }

    KeyType(int number, int keyBytes) {
        this.number = number;
        algorithm = "AES";
        codeBytes = CMAC_BYTES;
        this.keyBytes = keyBytes;
    }

    /// The type that a key file calls `name`, in upper or lower case, such as `SHA256` or `SHA3-256`.
    public static Optional<KeyType> named(String name) {
        for (KeyType type : values()) {
            if (type.text().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /// As a key file calls it.
    public String text() {
        return name().replace('_', '-');
    }

    /// The number in chronyc's protocol.
    public int number() {
        return number;
    }

    /// Length of the whole code, before version 4 shortens it.
    public int codeBytes() {
        return codeBytes;
    }

    public boolean isCipher() {
        return keyBytes > 0;
    }

    /// The one length that a cipher's key may have; 0 for a hash, whose key may have any.
    public int keyBytes() {
        return keyBytes;
    }

    /// As the Java runtime calls it.
    String algorithm() {
        return algorithm;
    }
}
