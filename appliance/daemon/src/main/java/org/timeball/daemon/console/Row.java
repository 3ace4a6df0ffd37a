package org.timeball.daemon.console;

/// One line of the picture while it is being written; it never grows wider than the screen.
///
/// Colours take no room: they are escape sequences (ECMA-48 section 8.3.117) round text whose width was counted before.
final class Row {
    static final int COLUMNS = 80;

    private final StringBuilder text = new StringBuilder();
    private final boolean colours;
    private int width;

    Row(boolean colours) {
        this.colours = colours;
    }

    /// A colour or weight of text.
    enum Ink {
        PLAIN(""),
        BOLD("1"),
        DIM("2"),
        GREEN("32"),
        YELLOW("33"),
        RED("31"),
        CYAN("36");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    Row add(String words) {
        return add(words, Ink.PLAIN);
    }

    /// Appends what still fits. Every character counts as one column; others than the picture's own become `?`.
    Row add(String words, Ink ink) {
        String clean = words.replaceAll("[^\\x20-\\x7e" + Glyphs.BEYOND_ASCII + "]", "?");
        String fitting = clean.substring(0, Math.min(clean.length(), COLUMNS - width));
        width += fitting.length();
        if (colours && ink != Ink.PLAIN && !fitting.isBlank()) {
            text.append("\u001b[").append(ink.code).append('m').append(fitting).append("\u001b[0m");
        } else {
            text.append(fitting);
        }
        return this;
    }

    /// Fills up with blanks to `column`, counted from 0; at least one blank if text is already there.
    Row to(int column) {
        return add(" ".repeat(Math.max(width == 0 ? 0 : 1, column - width)));
    }

    /// Appends `words` so that they end before `column`, at least one blank before them.
    Row endingAt(int column, String words) {
        return to(column - words.length()).add(words);
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing();
    }
}
