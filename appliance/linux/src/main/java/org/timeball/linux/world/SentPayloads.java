package org.timeball.linux.world;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;

/// What one socket sent of late, so that a transmit timestamp finds its datagram.
///
/// The kernel returns a stamp with the whole frame, whose last bytes are the payload. Datagrams differ (an NTP request
/// has a transmit time of its own), so the newest that fits is the one. It stays: kernel and card may both stamp it.
final class SentPayloads {
    /// Stamps come within microseconds; one that never comes is forgotten after as many more.
    private static final int KEPT = 32;

    private final ArrayDeque<byte[]> newestFirst = new ArrayDeque<>();

    void add(byte[] payload) {
        if (newestFirst.size() == KEPT) {
            newestFirst.removeLast();
        }
        newestFirst.addFirst(payload.clone());
    }

    /// The payload at the end of a frame.
    Optional<byte[]> find(byte[] frame) {
        for (byte[] payload : newestFirst) {
            int start = frame.length - payload.length;
            if (start >= 0 && Arrays.equals(frame, start, frame.length, payload, 0, payload.length)) {
                return Optional.of(payload);
            }
        }
        return Optional.empty();
    }
}
