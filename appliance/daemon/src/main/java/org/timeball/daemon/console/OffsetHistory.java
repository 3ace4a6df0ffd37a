package org.timeball.daemon.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The offsets of the last seconds, at most one a second.
final class OffsetHistory {
    static final int SECONDS = 40;

    private final Deque<Double> offsets = new ArrayDeque<>();
    private long lastSecond = Long.MIN_VALUE;

    /// @param uptimeSeconds since the start; a second value within the same second is left out
    void add(double uptimeSeconds, double offsetSeconds) {
        long second = (long) Math.floor(uptimeSeconds);
        if (second == lastSecond || !Double.isFinite(offsetSeconds)) {
            return;
        }
        lastSecond = second;
        offsets.addLast(offsetSeconds);
        if (offsets.size() > SECONDS) {
            offsets.removeFirst();
        }
    }

    List<Double> values() {
        return List.copyOf(offsets);
    }
}
