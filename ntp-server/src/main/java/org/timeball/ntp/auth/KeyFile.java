package org.timeball.ntp.auth;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A key file in chrony's format, one key a line: `ID [TYPE] [ASCII:|HEX:]KEY`.
///
/// The type is MD5 where none is said, the key plain characters where neither ASCII nor HEX is. Blank lines and lines
/// that begin with `!`, `;`, `#` or `%` say nothing. A line that cannot be read leaves out its key and no other, so
/// that one slip does not stop every client.
///
/// @param keys those that can be used, in order; of two with one id the first
/// @param complaints what is wrong, each as `FILE:LINE: what; what to do`
public record KeyFile(List<SymmetricKey> keys, List<String> complaints) {
    private static final String COMMENTS = "!;#%";
    private static final String FORM = "ID [TYPE] [ASCII:|HEX:]KEY";

    public KeyFile {
        keys = List.copyOf(keys);
        complaints = List.copyOf(complaints);
    }

    /// @param name the file's name, for the complaints
    /// @param content UTF-8
    public static KeyFile parse(String name, byte[] content) {
        List<SymmetricKey> keys = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        String[] lines = new String(content, StandardCharsets.UTF_8).split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.isEmpty() || COMMENTS.indexOf(line.charAt(0)) >= 0) {
                continue;
            }
            String place = name + ":" + (i + 1) + ": ";
            try {
                SymmetricKey key = parseLine(line);
                if (!seen.add(key.id())) {
                    complaints.add(place + "a second key " + key.id() + "; the first is used: give this another id");
                    continue;
                }
                keys.add(key);
                if (key.isWeak()) {
                    complaints.add(place + key + " can be found by trying; it is used, but better take 20 bytes:"
                            + " chronyc keygen " + key.id() + " SHA256 160 makes them");
                }
            } catch (IllegalArgumentException e) {
                complaints.add(place + e.getMessage());
            }
        }
        return new KeyFile(keys, complaints);
    }

    private static SymmetricKey parseLine(String line) {
        String[] words = line.split("\\s+");
        if (words.length < 2 || words.length > 3) {
            throw new IllegalArgumentException(words.length + " words; a key is written " + FORM);
        }
        long id = parseId(words[0]);
        KeyType type = KeyType.MD5;
        if (words.length == 3) {
            Optional<KeyType> named = KeyType.named(words[1]);
            type = named.orElseThrow(() -> new IllegalArgumentException("unknown type '" + words[1]
                    + "'; take MD5, SHA1, SHA256, SHA384, SHA512, SHA3-224 to SHA3-512, AES128 or AES256"));
        }
        return new SymmetricKey(id, type, parseSecret(words[words.length - 1]));
    }

    private static long parseId(String word) {
        if (!word.matches("[0-9]{1,10}")) {
            throw new IllegalArgumentException("the id is '" + word + "'; it must be a number from 1 to 4294967295");
        }
        return Long.parseLong(word);
    }

    private static byte[] parseSecret(String word) {
        if (word.startsWith("HEX:")) {
            try {
                return HexFormat.of().parseHex(word.substring(4));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "what follows HEX: is not an even number of hexadecimal digits; correct it or use ASCII:", e);
            }
        }
        String text = word.startsWith("ASCII:") ? word.substring(6) : word;
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
