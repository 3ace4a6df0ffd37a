package org.timeball.ntp.auth;

import java.util.Arrays;

/// One shared key.
public final class SymmetricKey {
    /// Longest secret, in bytes.
    public static final int LONGEST = 2_047;
    /// Fewer bytes than this can be tried out (80 bits).
    private static final int WEAK = 10;
    private static final long LARGEST_ID = 0xffff_ffffL;

    private final long id;
    private final KeyType type;
    private final byte[] secret;

    /// @param id 1 to 4294967295; 0 is no key's
    /// @param secret 1 to [#LONGEST] bytes; for a cipher exactly [KeyType#keyBytes]
    public SymmetricKey(long id, KeyType type, byte[] secret) {
        if (id < 1 || id > LARGEST_ID) {
            throw new IllegalArgumentException("key id is " + id + "; it must be 1 to " + LARGEST_ID);
        }
        if (secret.length == 0 || secret.length > LONGEST) {
            throw new IllegalArgumentException(
                    "the key has " + secret.length + " bytes; it must have 1 to " + LONGEST);
        }
        if (type.isCipher() && secret.length != type.keyBytes()) {
            throw new IllegalArgumentException("the key has " + secret.length + " bytes; " + type.text() + " needs "
                    + type.keyBytes() + ", which are " + 2 * type.keyBytes() + " digits after HEX:");
        }
        this.id = id;
        this.type = type;
        this.secret = secret.clone();
    }

    public long id() {
        return id;
    }

    public KeyType type() {
        return type;
    }

    /// Length of the secret, in bits.
    public int bits() {
        return secret.length * 8;
    }

    /// Whether the secret is so short that it can be found by trying.
    public boolean isWeak() {
        return secret.length < WEAK;
    }

    byte[] secret() {
        return secret;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SymmetricKey that && id == that.id && type == that.type
                && Arrays.equals(secret, that.secret);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id) * 31 + Arrays.hashCode(secret);
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "key " + id + " (" + type.text() + ", " + bits() + " bits)";
    }
}
