package org.timeball.daemon.replay;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The words of one line of a log, taken one by one. Each method names what it wants, for the message of a bad line.
final class Fields {
    private static final int SHOWN_CHARS = 40;
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{8}");

    private final String place;
    private final long line;
    private final String[] words;
    private int taken;

    /// @param place name of the log
    /// @param line its line number, from 1
    /// @param text the line, words one blank apart
    Fields(String place, long line, String text) {
        this.place = place;
        this.line = line;
        words = text.split(" ", -1);
    }

    /// @param what the field, such as `stratum`
    /// @param expected what it must be
    String word(String what, String expected) throws LogException {
        if (taken == words.length) {
            throw refusal(what, expected);
        }
        return words[taken++];
    }

    /// Takes a word that must be this one.
    void name(String name) throws LogException {
        if (!skip(name)) {
            throw refusal("a word", "'" + name + "'");
        }
    }

    /// Takes the next word if it is this one.
    boolean skip(String word) {
        boolean found = taken < words.length && words[taken].equals(word);
        taken += found ? 1 : 0;
        return found;
    }

    long whole(String what, long min, long max) throws LogException {
        if (taken < words.length) {
            try {
                long value = Long.parseLong(words[taken]);
                if (value >= min && value <= max) {
                    taken++;
                    return value;
                }
            } catch (NumberFormatException _) {
                // refused below
            }
        }
        throw refusal(what, "a whole number from " + min + " to " + max);
    }

    /// A double as [Double#toHexString] writes it.
    double real(String what) throws LogException {
        if (taken < words.length) {
            try {
                double value = Double.parseDouble(words[taken]);
                if (Double.toHexString(value).equals(words[taken])) {
                    taken++;
                    return value;
                }
            } catch (NumberFormatException _) {
                // refused below
            }
        }
        throw refusal(what, "a number such as 0x1.8p-3");
    }

    boolean truth(String what) throws LogException {
        String expected = "true or false";
        String word = word(what, expected);
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(what, word, expected);
        };
    }

    /// @param constants all that it may be
    Enum<?> oneOf(String what, Enum<?>[] constants) throws LogException {
        for (Enum<?> constant : constants) {
            if (skip(constant.name())) {
                return constant;
            }
        }
        throw refusal(what, "one of " + Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", ")));
    }

    /// Thirty-two bits in eight hexadecimal digits.
    int bits(String what) throws LogException {
        if (taken < words.length && DIGITS.matcher(words[taken]).matches()) {
            return Integer.parseUnsignedInt(words[taken++], 16);
        }
        throw refusal(what, "eight hexadecimal digits");
    }

    void end() throws LogException {
        if (taken < words.length) {
            throw bad("unexpected " + quoted(words[taken]) + "; expected the end of the line");
        }
    }

    /// What is to be said of the next word.
    private LogException refusal(String what, String expected) {
        return taken == words.length
                ? bad(what + " is missing; expected " + expected)
                : wrong(what, words[taken], expected);
    }

    LogException wrong(String what, String word, String expected) {
        return bad(what + " is " + quoted(word) + "; expected " + expected);
    }

    LogException bad(String what) {
        return new LogException(place, line, what);
    }

    /// In quotes, cut short and without characters that could upset a terminal.
    private static String quoted(String word) {
        String cut = word.length() > SHOWN_CHARS ? word.substring(0, SHOWN_CHARS) + "..." : word;
        return "'" + cut.replaceAll("[^\\x20-\\x7e]", "?") + "'";
    }
}
