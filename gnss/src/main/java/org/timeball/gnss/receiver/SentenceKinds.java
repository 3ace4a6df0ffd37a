package org.timeball.gnss.receiver;

import java.nio.charset.StandardCharsets;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which sentence addresses were heard lately, in memory that does not grow.
final class SentenceKinds {
    /// Real receivers send 20 kinds at most.
    private static final int KINDS = 48;
    private static final int EPOCHS_KEPT = 2;
    private final long[] codes = new long[KINDS];
    private final long[] epochs = new long[KINDS];
    private int count;

    /// @param addressCode five characters; anything else is not kept
    void heard(long addressCode, long epoch) {
        if (addressCode == 0) {
            return;
        }
        int stalest = 0;
        for (int i = 0; i < count; i++) {
            if (codes[i] == addressCode) {
                epochs[i] = epoch;
                return;
            }
            stalest = epochs[i] < epochs[stalest] ? i : stalest;
        }
        int place = count < KINDS ? count++ : stalest;
        codes[place] = addressCode;
        epochs[place] = epoch;
    }

    SortedSet<String> lately(long epoch) {
        SortedSet<String> kinds = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            if (epoch - epochs[i] < EPOCHS_KEPT) {
                byte[] text = new byte[5];
                for (int j = 0; j < text.length; j++) {
                    text[j] = (byte) (codes[i] >>> 8 * (text.length - 1 - j));
                }
                kinds.add(new String(text, StandardCharsets.US_ASCII));
            }
        }
        return kinds;
    }
}
