package org.timeball.daemon.ctl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.timekeeping.world.IpAddress;

/// The words of one command, taken one after another.
final class Words {
    private final String command;
    private final Deque<String> rest;
    private final HostNames names;

    /// @param words at least the command's own
    Words(List<String> words, HostNames names) {
        command = words.getFirst().toLowerCase(Locale.ROOT);
        rest = new ArrayDeque<>(words.subList(1, words.size()));
        this.names = names;
    }

    String command() {
        return command;
    }

    boolean isEmpty() {
        return rest.isEmpty();
    }

    /// The next word, if it is this one.
    boolean take(String word) {
        boolean there = word.equalsIgnoreCase(rest.peek());
        if (there) {
            rest.remove();
        }
        return there;
    }

    String word(String what) throws BadCommandException {
        if (rest.isEmpty()) {
            throw new BadCommandException(command + ": " + what + " is missing; 'help' shows how it is written");
        }
        return rest.remove();
    }

    int whole(String what) throws BadCommandException {
        String word = word(what);
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new BadCommandException(command + ": " + what + " is '" + word + "'; it must be a whole number");
        }
    }

    double real(String what) throws BadCommandException {
        String word = word(what);
        try {
            double number = Double.parseDouble(word);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadCommandException(command + ": " + what + " is '" + word + "'; it must be a number");
    }

    IpAddress address() throws BadCommandException {
        String word = word("an address");
        return names.address(word).orElseThrow(() -> noAddress(word));
    }

    /// An NTP source: an address, `ID#` with a number, or a name.
    SourceAddress source() throws BadCommandException {
        String word = word("a source's address");
        return names.source(word).orElseThrow(() -> noAddress(word));
    }

    /// The same, or a refclock by its reference identifier of at most four letters.
    SourceAddress anySource() throws BadCommandException {
        String word = word("a source's address or reference identifier");
        Optional<SourceAddress> numeric = word.indexOf('.') >= 0 || word.indexOf(':') >= 0 || word.startsWith("ID#")
                ? names.source(word)
                : Optional.empty();
        if (numeric.isPresent()) {
            return numeric.get();
        }
        return word.length() <= 4
                ? new SourceAddress.Refclock(refid(word))
                : names.source(word).orElseThrow(() -> noAddress(word));
    }

    private static int refid(String letters) {
        int refid = 0;
        for (int i = 0; i < 4; i++) {
            refid = refid << 8 | (i < letters.length() ? letters.charAt(i) & 0xff : 0);
        }
        return refid;
    }

    private BadCommandException noAddress(String word) {
        return new BadCommandException(command + ": no address is known for '" + word
                + "'; give an IP address, or a name that can be resolved");
    }

    /// What is left, with blanks between the words.
    String rest() {
        String text = String.join(" ", rest);
        rest.clear();
        return text;
    }

    /// Nothing may be left.
    void end() throws BadCommandException {
        if (!rest.isEmpty()) {
            throw unknown(rest.element());
        }
    }

    BadCommandException unknown(String word) {
        return new BadCommandException(command + ": '" + word + "' is not understood; 'help' shows how it is written");
    }
}
