package org.timeball.daemon.config;

/// A reference identifier: the short name of a source, as NTP packets of stratum 1 carry it (RFC 5905 section 7.3).
///
/// @param text 1 to 4 printable ASCII characters, no space; upper and lower case differ
public record RefId(String text) {
    public RefId {
        if (!isValid(text)) {
            throw new IllegalArgumentException("'" + text + "' is no refid; it must be 1 to 4 printable characters");
        }
    }

    static boolean isValid(String text) {
        return !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(c -> c > ' ' && c < 127);
    }

    /// The four bytes on the wire, the first in the top byte, short names filled up with zeros: `GPS` is 0x47505300.
    public int bits() {
        int bits = 0;
        for (int i = 0; i < 4; i++) {
            bits = bits << 8 | (i < text.length() ? text.charAt(i) : 0);
        }
        return bits;
    }

    @Override
    public String toString() {
        return text;
    }
}
