package org.timeball.daemon.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last points of one resolution, one an interval. Of one thread.
///
/// Points are in the order of their time. Where the clock goes back, what lies ahead of it is forgotten, since it was
/// written down under a time that was not true.
public final class HistoryRing {
    private final int intervalSeconds;
    private final int capacity;
    private final Deque<Point> points = new ArrayDeque<>();
    private long start = Long.MIN_VALUE;
    private int count;
    private double offsets;
    private double frequencies;
    private double least;
    private double most;
    private double bound;

    /// @param intervalSeconds of one point, 1 or more
    /// @param capacity how many points are kept, 1 or more
    public HistoryRing(int intervalSeconds, int capacity) {
        if (intervalSeconds < 1 || capacity < 1) {
            throw new IllegalArgumentException(
                    capacity + " points of " + intervalSeconds + " s; both must be 1 or more");
        }
        this.intervalSeconds = intervalSeconds;
        this.capacity = capacity;
    }

    public int intervalSeconds() {
        return intervalSeconds;
    }

    public int capacity() {
        return capacity;
    }

    /// Takes in how the clock does now.
    ///
    /// @param atSeconds UTC seconds since 1970 (POSIX)
    public void add(long atSeconds, double offsetSeconds, double boundSeconds, double frequencyPpm) {
        long begun = Math.floorDiv(atSeconds, intervalSeconds) * intervalSeconds;
        if (begun != start) {
            if (begun > start) {
                finish();
            }
            begin();
            start = begun;
            while (!points.isEmpty() && points.getLast().startSeconds() >= begun) {
                points.removeLast();
            }
            least = offsetSeconds;
            most = offsetSeconds;
        }
        count++;
        offsets += offsetSeconds;
        frequencies += frequencyPpm;
        least = Math.min(least, offsetSeconds);
        most = Math.max(most, offsetSeconds);
        bound = Math.max(bound, boundSeconds);
    }

    private void finish() {
        if (count > 0) {
            keep(new Point(start, (float) (offsets / count), (float) least, (float) most, (float) bound,
                    (float) (frequencies / count)));
        }
    }

    private void begin() {
        count = 0;
        offsets = 0;
        frequencies = 0;
        bound = 0;
    }

    private void keep(Point point) {
        points.addLast(point);
        if (points.size() > capacity) {
            points.removeFirst();
        }
    }

    /// The intervals that are over, oldest first.
    public List<Point> points() {
        return List.copyOf(points);
    }

    /// Puts back what was kept before a restart, oldest first.
    void restore(List<Point> kept) {
        points.clear();
        kept.forEach(this::keep);
    }
}
