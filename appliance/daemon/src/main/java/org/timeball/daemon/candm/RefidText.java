package org.timeball.daemon.candm;

/// Reference identifiers as text.
public final class RefidText {
    private RefidText() {
    }

    /// The printable letters of an identifier, such as `GPS`; those that cannot be printed are left out.
    ///
    /// @param refid first letter in the top byte
    public static String letters(int refid) {
        StringBuilder text = new StringBuilder();
        for (int shift = 24; shift >= 0; shift -= 8) {
            char letter = (char) (refid >>> shift & 0xff);
            if (letter >= ' ' && letter <= '~') {
                text.append(letter);
            }
        }
        return text.toString();
    }
}
