package org.timeball.simulator.scenario;

/// The words of one line, taken one after another.
final class Words {
    private final String place;
    private final String line;
    private final String[] words;
    private int next = 1;

    /// @param place file and line, for errors
    /// @param line not blank
    Words(String place, String line) {
        this.place = place;
        this.line = line;
        words = line.split("\\s+");
    }

    String keyword() {
        return words[0];
    }

    boolean hasMore() {
        return next < words.length;
    }

    /// All that follows the keyword.
    String rest() {
        next = words.length;
        return line.substring(words[0].length()).strip();
    }

    String word(String meaning) throws ScenarioException {
        if (!hasMore()) {
            throw wrong("'" + words[0] + "' without " + meaning + "; add it");
        }
        return words[next++];
    }

    double number(String meaning, double least, double most) throws ScenarioException {
        String word = word(meaning);
        double value;
        try {
            value = Double.parseDouble(word);
        } catch (NumberFormatException _) {
            value = Double.NaN;
        }
        if (!(value >= least && value <= most)) {
            throw wrong("%s of '%s' is '%s'; expected a number from %s to %s".formatted(meaning, words[0], word,
                    plain(least), plain(most)));
        }
        return value;
    }

    int integer(String meaning, int least, int most) throws ScenarioException {
        double value = number(meaning, least, most);
        if (value != Math.rint(value)) {
            throw wrong("%s of '%s' is %s; expected a whole number".formatted(meaning, words[0], value));
        }
        return (int) value;
    }

    void end() throws ScenarioException {
        if (hasMore()) {
            throw wrong("'" + words[next] + "' is too much after '" + words[0] + "'; remove it");
        }
    }

    ScenarioException wrong(String message) {
        return new ScenarioException(place + ": " + message);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
