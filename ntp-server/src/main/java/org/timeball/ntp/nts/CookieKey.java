package org.timeball.ntp.nts;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.timeball.timekeeping.world.RandomSource;

/// A key that this server's cookies are sealed with.
///
/// @param id what a cookie begins with, 32 bits
/// @param secret [#BYTES]: a key for each of the algorithms
record CookieKey(int id, byte[] secret) {
    private static final int SIV = AeadAlgorithm.AES_SIV_CMAC_256.keyBytes();
    static final int BYTES = SIV + AeadAlgorithm.AES_128_GCM_SIV.keyBytes();
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{8}) ([0-9a-f]{%d})".formatted(2 * BYTES));

    CookieKey {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a cookie key of " + secret.length + " bytes; it must have " + BYTES);
        }
        secret = secret.clone();
    }

    static CookieKey create(int id, RandomSource random) {
        byte[] secret = new byte[BYTES];
        random.fill(secret);
        return new CookieKey(id, secret);
    }

    /// @return empty for a line that is not of [#line]'s form
    static Optional<CookieKey> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new CookieKey(Integer.parseUnsignedInt(matcher.group(1), 16),
                        HexFormat.of().parseHex(matcher.group(2))))
                : Optional.empty();
    }

    String line() {
        return "%08x %s".formatted(id, HexFormat.of().formatHex(secret));
    }

    /// A cipher with the key for one algorithm.
    Aead cipher(AeadAlgorithm algorithm) {
        Aead aead = algorithm.create();
        aead.key(secret, algorithm == AeadAlgorithm.AES_SIV_CMAC_256 ? 0 : SIV);
        return aead;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CookieKey key && key.id == id && Arrays.equals(key.secret, secret);
    }

    @Override
    public int hashCode() {
        return id;
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "cookie key %08x".formatted(id);
    }
}
