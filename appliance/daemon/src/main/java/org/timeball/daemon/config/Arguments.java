package org.timeball.daemon.config;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;

/// The words of one line after its directive, taken one by one.
///
/// Each method names what it wants, so that a missing or bad word becomes a message that says what was expected.
final class Arguments {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,10}");
    private static final Pattern DECIMAL = Pattern
            .compile("[+-]?(\\d{1,20}(\\.\\d{0,20})?|\\.\\d{1,20})([eE][+-]?\\d{1,3})?");
    private static final Pattern DOTTED_QUAD = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final int SHOWN_CHARS = 40;
    private static final String ADDRESS = "an IPv4 or IPv6 address, such as 192.0.2.1 or 2001:db8::1";

    private static final Pattern HEXADECIMAL = Pattern.compile("(0[xX])?[0-9a-fA-F]{1,7}");

    private final LineContext context;
    private final List<String> words;
    private int taken;

    Arguments(LineContext context, List<String> words) {
        this.context = context;
        this.words = words;
    }

    LineContext context() {
        return context;
    }

    boolean isEmpty() {
        return taken == words.size();
    }

    /// @param what the field, such as `makestep threshold`
    /// @param expected what it must be
    String word(String what, String expected) throws BadLine {
        if (isEmpty()) {
            throw new BadLine(what + " is missing; expected " + expected);
        }
        return words.get(taken++);
    }

    /// A word that counts without regard to case.
    String option() throws BadLine {
        return word("an option", "a word").toLowerCase(Locale.ROOT);
    }

    /// @param expected unit and range in words, for the message
    int whole(String what, int min, int max, String expected) throws BadLine {
        return (int) wholeLong(what, min, max, expected);
    }

    /// @param expected unit and range in words, for the message
    long wholeLong(String what, long min, long max, String expected) throws BadLine {
        String word = word(what, expected);
        if (WHOLE.matcher(word).matches()) {
            long value = Long.parseLong(word);
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw wrong(what, word, expected);
    }

    /// @param unit of the number in words, for the message
    int whole(String what, String unit, int min, int max) throws BadLine {
        return whole(what, min, max, Notation.range(unit, min, max));
    }

    /// A whole number in hexadecimal digits.
    int hexadecimal(String what, String expected) throws BadLine {
        String word = word(what, expected);
        if (!HEXADECIMAL.matcher(word).matches()) {
            throw wrong(what, word, expected);
        }
        return Integer.parseInt(word.replaceFirst("^0[xX]", ""), 16);
    }

    /// @param unit of the number in words, for the message
    double number(String what, String unit, double min, double max) throws BadLine {
        return number(what, min, max, Notation.range(unit, min, max));
    }

    Span seconds(String what, double min, double max) throws BadLine {
        return seconds(what, min, max, Notation.range("seconds", min, max));
    }

    /// One of the names of an enumeration, in any case.
    <E extends Enum<E>> E choice(String what, Class<E> type) throws BadLine {
        String expected = "one of " + Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
        String word = word(what, expected);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(word)) {
                return constant;
            }
        }
        throw wrong(what, word, expected);
    }

    /// @param expected unit and range in words, for the message
    double number(String what, double min, double max, String expected) throws BadLine {
        String word = word(what, expected);
        if (DECIMAL.matcher(word).matches()) {
            double value = Double.parseDouble(word);
            if (value >= min && value <= max) {
                // -0 becomes 0, as which it is written.
                return value + 0.0;
            }
        }
        throw wrong(what, word, expected);
    }

    Span seconds(String what, double min, double max, String expected) throws BadLine {
        return Span.ofSeconds(number(what, min, max, expected));
    }

    RefId refid(String what) throws BadLine {
        String expected = "a name of 1 to 4 printable characters, such as GPS";
        String word = word(what, expected);
        if (!RefId.isValid(word)) {
            throw wrong(what, word, expected);
        }
        return new RefId(word);
    }

    IpAddress address(String what) throws BadLine {
        return address(what, word(what, ADDRESS), ADDRESS);
    }

    /// @param expected for the message
    static IpAddress address(String what, String word, String expected) throws BadLine {
        // The patterns come first because ofLiteral also takes 10.1 for 10.0.0.1, and asks interfaces about %eth0.
        if (DOTTED_QUAD.matcher(word).matches() || IPV6.matcher(word).matches()) {
            try {
                return address(InetAddress.ofLiteral(word).getAddress());
            } catch (IllegalArgumentException _) {
                throw wrong(what, word, expected);
            }
        }
        throw wrong(what, word, expected);
    }

    private static IpAddress address(byte[] bytes) {
        if (bytes.length == 4) {
            return IpAddress.v4(bytes[0], bytes[1], bytes[2], bytes[3]);
        }
        ByteBuffer words = ByteBuffer.wrap(bytes);
        return new IpAddress(words.getLong(), words.getLong());
    }

    /// How many words are left.
    int remaining() {
        return words.size() - taken;
    }

    /// The next word, not taken; empty at the end of the line.
    String peek() {
        return isEmpty() ? "" : words.get(taken);
    }

    /// Takes the next word if it is this one, in any case.
    boolean take(String word) {
        boolean there = peek().equalsIgnoreCase(word);
        taken += there ? 1 : 0;
        return there;
    }

    /// The rest of the line, single spaces between the words.
    String rest() {
        String rest = String.join(" ", words.subList(taken, words.size()));
        taken = words.size();
        return rest;
    }

    void end() throws BadLine {
        if (!isEmpty()) {
            throw new BadLine("unexpected " + quoted(words.get(taken)) + "; expected the end of the line");
        }
    }

    static BadLine wrong(String what, String word, String expected) {
        return new BadLine(what + " is " + quoted(word) + "; expected " + expected);
    }

    /// The word in quotes, cut short and without characters that could upset a terminal.
    static String quoted(String word) {
        String cut = word.length() > SHOWN_CHARS ? word.substring(0, SHOWN_CHARS) + "..." : word;
        return "'" + printable(cut) + "'";
    }

    static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
