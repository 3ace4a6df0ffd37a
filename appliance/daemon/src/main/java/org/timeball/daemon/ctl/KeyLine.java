package org.timeball.daemon.ctl;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/// A new line for a key file: `ID TYPE HEX:KEY`.
final class KeyLine {
    private static final Set<String> HASHES = Set.of("MD5", "SHA1", "SHA256", "SHA384", "SHA512", "SHA3-224",
            "SHA3-256", "SHA3-384", "SHA3-512", "TIGER", "WHIRLPOOL");
    private static final int DEFAULT_BITS = 160;
    private static final int FEWEST_BITS = 80;
    private static final int MOST_BITS = 4096;

    private KeyLine() {
    }

    static String of(Words words) throws BadCommandException {
        int id = words.isEmpty() ? 1 : words.whole("the key's number");
        String type = words.isEmpty() ? "SHA1" : words.word("the type").toUpperCase(Locale.ROOT);
        int bits = words.isEmpty() ? DEFAULT_BITS : words.whole("the number of bits");
        words.end();
        if (id < 1) {
            throw new BadCommandException("keygen: the key's number is " + id + "; it must be 1 or more");
        }
        int length = switch (type) {
            // A cipher's key has one length.
            case "AES128" -> 128;
            case "AES256" -> 256;
            default -> Math.clamp(bits, FEWEST_BITS, MOST_BITS);
        };
        if (!type.equals("AES128") && !type.equals("AES256") && !HASHES.contains(type)) {
            throw new BadCommandException("Unknown hash function or cipher " + type);
        }
        byte[] key = new byte[(length + 7) / 8];
        new SecureRandom().nextBytes(key);
        return id + " " + type + " HEX:" + HexFormat.of().withUpperCase().formatHex(key);
    }
}
