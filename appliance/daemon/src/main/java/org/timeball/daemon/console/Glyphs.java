package org.timeball.daemon.console;

import java.util.List;

/// The characters that bars and histories are drawn with.
///
/// @param levels of a history, lowest first
/// @param full of a bar for a satellite in use
/// @param hollow of a bar for a satellite that is not
record Glyphs(String levels, String full, String hollow) {
    static final String BEYOND_ASCII = "\u2581-\u2588\u2591";
    private static final Glyphs BLOCKS = new Glyphs("\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588", "\u2588",
            "\u2591");
    private static final Glyphs ASCII = new Glyphs("_.-'^", "#", "-");

    static Glyphs of(TerminalTraits traits) {
        return traits.utf8() ? BLOCKS : ASCII;
    }

    /// @param fraction of the whole width, 0 to 1
    String bar(double fraction, int width, boolean solid) {
        int length = (int) Math.round(Math.clamp(fraction, 0, 1) * width);
        return (solid ? full : hollow).repeat(length);
    }

    /// One character a value; `limit` is the top level, `-limit` the lowest.
    String history(List<Double> values, double limit) {
        StringBuilder line = new StringBuilder();
        for (double value : values) {
            double fraction = limit > 0 ? (value / limit + 1) / 2 : 0.5;
            line.append(levels.charAt((int) Math.clamp(fraction * levels.length(), 0, levels.length() - 1.0)));
        }
        return line.toString();
    }
}
