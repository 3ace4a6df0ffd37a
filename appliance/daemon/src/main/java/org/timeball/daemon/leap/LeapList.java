package org.timeball.daemon.leap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.timeball.timekeeping.leap.LeapTable;

/// The list of leap seconds that NIST and IERS publish.
///
/// Lines of `NTP-SECONDS TAI-MINUS-UTC`, comments after `#`, and among the comments `#$` (when it was updated), `#@` (when
/// it expires), both NTP seconds, and `#h`: SHA-1, as five hexadecimal words, over the digits of the two and of all lines.
final class LeapList {
    /// From 1900, where NTP begins, to 1970.
    private static final long NTP_TO_POSIX = 2_208_988_800L;
    private static final int HASH_WORDS = 5;

    private final String path;
    private final StringBuilder digits = new StringBuilder();
    private final List<LeapTable.Entry> entries = new ArrayList<>();
    private String updated = "";
    private String expires = "";
    private String hash = "";
    private int number;

    private LeapList(String path) {
        this.path = path;
    }

    static LeapTable parse(String path, String text) throws LeapFileException {
        LeapList list = new LeapList(path);
        for (String line : text.lines().toList()) {
            list.number++;
            list.line(line.strip());
        }
        return list.table();
    }

    private void line(String line) throws LeapFileException {
        if (line.startsWith("#$")) {
            updated = digits(line.substring(2));
        } else if (line.startsWith("#@")) {
            expires = digits(line.substring(2));
        } else if (line.startsWith("#h")) {
            hash = line.substring(2).strip();
        } else if (!line.isEmpty() && line.charAt(0) != '#') {
            String[] words = line.split("#", 2)[0].strip().split("\\s+");
            if (words.length != 2) {
                throw wrong("'" + line + "' is not two numbers");
            }
            digits.append(words[0]).append(words[1]);
            entry(number(words[0]) - NTP_TO_POSIX, number(words[1]));
        }
    }

    private void entry(long from, long tai) throws LeapFileException {
        if (tai < -1000 || tai > 1000 || !entries.isEmpty() && entries.getLast().from() >= from) {
            throw wrong("TAI minus UTC must be seconds, and the lines in order of time");
        }
        entries.add(new LeapTable.Entry(from, (int) tai));
    }

    private LeapTable table() throws LeapFileException {
        number = 0;
        if (entries.isEmpty() || expires.isEmpty()) {
            throw wrong("it has no leap seconds or no line '#@' that tells when it expires");
        }
        if (!hash.isEmpty() && !isRight(hash.split("\\s+"))) {
            throw wrong("its content does not fit its hash: it was changed or damaged");
        }
        return new LeapTable(entries, number(expires) - NTP_TO_POSIX);
    }

    /// Leading zeros of a word may be missing.
    private boolean isRight(String[] words) throws LeapFileException {
        byte[] sum = sha1(updated + expires + digits);
        boolean same = words.length == HASH_WORDS;
        for (int i = 0; same && i < HASH_WORDS; i++) {
            long word = 0;
            for (int j = 0; j < 4; j++) {
                word = word << 8 | sum[4 * i + j] & 255;
            }
            try {
                same = Long.parseLong(words[i], 16) == word;
            } catch (NumberFormatException e) {
                throw wrong("'" + words[i] + "' is no word of a hash");
            }
        }
        return same;
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static String digits(String text) {
        return text.strip().split("\\s+")[0];
    }

    private long number(String word) throws LeapFileException {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw wrong("'" + word + "' is not a number");
        }
    }

    private LeapFileException wrong(String what) {
        return new LeapFileException(path + (number > 0 ? ":" + number : "") + ": " + what
                + "; expected a list of leap seconds as IERS publishes it");
    }
}
