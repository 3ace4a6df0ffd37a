package org.timeball.gnss.stream;

import org.timeball.timekeeping.time.SystemInstant;

/// When each of the bytes in a buffer arrived, kept by the pieces in which they came.
///
/// In memory that does not grow: where more pieces are waiting than it has room for, the oldest two become one, whose
/// bytes then have the earlier stamp. Must be asked in the order of the bytes.
final class ArrivalLog {
    /// A port that gives 16 bytes at a time fills the longest frame with as many.
    private static final int PIECES = 512;
    private final int[] ends = new int[PIECES];
    private final SystemInstant[] stamps = new SystemInstant[PIECES];
    private int first;
    private int count;

    /// A piece was put into the buffer.
    ///
    /// @param end where its last byte was put, plus one
    void add(int end, SystemInstant arrival) {
        if (count == PIECES) {
            int second = (first + 1) % PIECES;
            stamps[second] = stamps[first];
            first = second;
            count--;
        }
        int place = (first + count) % PIECES;
        ends[place] = end;
        stamps[place] = arrival;
        count++;
    }

    /// When the byte at a place arrived; nobody will ask for an earlier one again.
    SystemInstant at(int place) {
        while (count > 1 && ends[first] <= place) {
            first = (first + 1) % PIECES;
            count--;
        }
        return stamps[first];
    }

    /// All bytes were moved towards the start of the buffer.
    void shift(int by) {
        for (int i = 0; i < count; i++) {
            ends[(first + i) % PIECES] -= by;
        }
    }
}
