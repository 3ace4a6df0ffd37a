package org.timeball.gnss.receiver;

import java.nio.charset.StandardCharsets;
import java.util.SortedSet;
import java.util.TreeSet;
import org.timeball.gnss.ubx.UbxFrame;

/// Which sentences and frames were heard lately, in memory that does not grow.
final class SentenceKinds {
    /// Real receivers send 20 kinds at most.
    private static final int KINDS = 48;
    private static final int EPOCHS_KEPT = 2;
    private final long[] codes = new long[KINDS];
    private final long[] epochs = new long[KINDS];
    private int count;

    /// @param addressCode five characters; anything else is not kept
    void heard(long addressCode, long epoch) {
        if (addressCode != 0) {
            keep(addressCode, epoch);
        }
    }

    void heard(UbxFrame frame, long epoch) {
        keep(-1 - frame.code(), epoch);
    }

    private void keep(long addressCode, long epoch) {
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
                kinds.add(codes[i] < 0 ? frameName((int) (-1 - codes[i])) : address(codes[i]));
            }
        }
        return kinds;
    }

    private static String address(long code) {
        byte[] text = new byte[5];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) (code >>> 8 * (text.length - 1 - i));
        }
        return new String(text, StandardCharsets.US_ASCII);
    }

    /// Class and id in hexadecimal, such as `UBX-01-07`.
    private static String frameName(int code) {
        return "UBX-%02X-%02X".formatted(code >>> 8, code & 0xff);
    }
}
