package org.timeball.daemon.config;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds the word that a typo was meant to be.
final class Vocabulary {
    /// Longer lists of words are not told in a message.
    private static final int MOST_TOLD = 24;

    private Vocabulary() {
    }

    /// @param kind of the word, for the message, such as `refclock option`
    static BadLine unknown(String kind, String name, Collection<String> known) {
        String word = Arguments.quoted(name);
        return new BadLine(nearest(name, known)
                .map(near -> "unknown %s %s; did you mean '%s'?".formatted(kind, word, near)).orElseGet(
                        () -> "unknown %s %s; expected %s".formatted(kind, word, list(known))));
    }

    private static String list(Collection<String> known) {
        return known.size() > MOST_TOLD
                ? "one that `timeball daemon --directives` lists"
                : "one of " + known.stream().sorted().collect(Collectors.joining(", "));
    }

    /// The word that `name` most likely was meant to be: at most two slips away, and fewer than half its letters.
    static Optional<String> nearest(String name, Collection<String> words) {
        Optional<String> nearest = Optional.empty();
        int least = Math.min(3, (name.length() + 1) / 2);
        for (String word : words) {
            int slips = name.length() > 2 * word.length() + 2 ? Integer.MAX_VALUE : slips(name, word);
            if (slips < least) {
                least = slips;
                nearest = Optional.of(word);
            }
        }
        return nearest;
    }

    /// Letters to add, drop, replace or swap with their neighbour to turn one word into the other, without regard to
    /// case (optimal string alignment distance).
    private static int slips(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replace = same(from, i, to, j) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && same(from, i, to, j - 1) && same(from, i - 1, to, j)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[from.length()][to.length()];
    }

    private static boolean same(String a, int i, String b, int j) {
        return Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
    }
}
