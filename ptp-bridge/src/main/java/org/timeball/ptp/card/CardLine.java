package org.timeball.ptp.card;

import java.util.List;

/// The straight line through comparisons of two clocks, by least squares.
///
/// @param card a reading of the card's clock, nanoseconds
/// @param system what the system clock read then, nanoseconds since 1970
/// @param excess how much faster the system clock runs than the card's, s/s
/// @param errorNanos how far off the line may be
record CardLine(long card, long system, double excess, long errorNanos) {
    /// What scatters about the line stays within so many times its root mean square.
    private static final double SPREAD = 3;

    /// One comparison.
    ///
    /// @param errorNanos half of the time that it took
    record Point(long card, long system, long errorNanos) {
    }

    /// @param points at least two, the newest last, no two at the same moment
    /// @param leastErrorNanos the least that is claimed
    static CardLine through(List<Point> points, long leastErrorNanos) {
        Point newest = points.getLast();
        double meanX = 0;
        double meanY = 0;
        for (Point point : points) {
            meanX += x(point, newest);
            meanY += y(point, newest);
        }
        meanX /= points.size();
        meanY /= points.size();
        double xx = 0;
        double xy = 0;
        for (Point point : points) {
            double dx = x(point, newest) - meanX;
            xx += dx * dx;
            xy += dx * (y(point, newest) - meanY);
        }
        double slope = xx == 0 ? 0 : xy / xx;
        double squares = 0;
        long width = Long.MAX_VALUE;
        for (Point point : points) {
            double rest = y(point, newest) - meanY - slope * (x(point, newest) - meanX);
            squares += rest * rest;
            width = Math.min(width, point.errorNanos);
        }
        double scatter = SPREAD * Math.sqrt(squares / points.size());
        long offset = Math.round(meanY - slope * meanX);
        return new CardLine(newest.card, newest.system + offset, slope,
                Math.max(leastErrorNanos, width + (long) Math.ceil(scatter)));
    }

    private static double x(Point point, Point newest) {
        return point.card - newest.card;
    }

    private static double y(Point point, Point newest) {
        return (point.system - newest.system) - (point.card - newest.card);
    }

    /// What the system clock read when the card's read `cardNanos`.
    long at(long cardNanos) {
        long since = cardNanos - card;
        return system + since + Math.round(since * excess);
    }
}
