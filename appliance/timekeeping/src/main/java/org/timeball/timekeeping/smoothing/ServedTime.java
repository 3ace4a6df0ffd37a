package org.timeball.timekeeping.smoothing;

import java.util.List;
import org.timeball.timekeeping.time.SystemInstant;

/// What is to be added to readings of the clock to get smoothed time, from one reading on.
///
/// A reader on the packet path takes [#addedNanosAt], which allocates nothing. While it is not 0 the box is to name
/// [#REFID] as its reference, and to add the absolute value to its root dispersion.
///
/// @param active false until the clock is known well enough; nothing is added until then
/// @param leapOnly whether leap seconds alone are smoothed
/// @param pieces consecutive, ascending; before the first nothing is known, after the last nothing is added
/// @param hidesLeap whether the leap second of this day is smoothed, so that clients must not be told of it
/// @param updated the reading at which the plan was made
public record ServedTime(boolean active, boolean leapOnly, List<Piece> pieces, boolean hidesLeap,
        SystemInstant updated) {
    /// 127.127.1.255, by convention: smoothed time.
    public static final int REFID = 0x7f7f01ff;

    public ServedTime {
        pieces = List.copyOf(pieces);
    }

    /// What is added at reading `nanos`, nanoseconds; positive: served time is ahead of the clock.
    public long addedNanosAt(long nanos) {
        return Math.round(addedSecondsAt(nanos) * 1e9);
    }

    /// The same in seconds.
    public double addedSecondsAt(long nanos) {
        for (int i = pieces.size() - 1; active && i >= 0; i--) {
            Piece piece = pieces.get(i);
            if (nanos >= piece.fromNanos || i == 0) {
                return piece.at(nanos);
            }
        }
        return 0;
    }

    /// Rate at which served time gains on the clock, as a fraction.
    public double rateAt(long nanos) {
        for (int i = pieces.size() - 1; active && i >= 0; i--) {
            Piece piece = pieces.get(i);
            if (nanos >= piece.fromNanos || i == 0) {
                return nanos < piece.toNanos ? piece.rate + piece.wander * piece.since(nanos) : 0;
            }
        }
        return 0;
    }

    /// Change of that rate, a second.
    public double wanderAt(long nanos) {
        for (int i = pieces.size() - 1; active && i >= 0; i--) {
            Piece piece = pieces.get(i);
            if (nanos >= piece.fromNanos || i == 0) {
                return nanos < piece.toNanos ? piece.wander : 0;
            }
        }
        return 0;
    }

    /// How long it takes until nothing is added any more, seconds.
    public double remainingSecondsAt(long nanos) {
        return pieces.isEmpty() || !active ? 0 : Math.max(0, pieces.getLast().toNanos - nanos) * 1e-9;
    }

    /// A parabola over a stretch of readings.
    ///
    /// @param fromNanos first reading
    /// @param toNanos the reading at which it ends
    /// @param offsetSeconds added at `fromNanos`
    /// @param rate its change a second there
    /// @param wander change of the rate a second
    public record Piece(long fromNanos, long toNanos, double offsetSeconds, double rate, double wander) {
        double since(long nanos) {
            return Math.max(0, nanos - fromNanos) * 1e-9;
        }

        double at(long nanos) {
            double t = since(Math.min(nanos, toNanos));
            return offsetSeconds + t * (rate + t * wander / 2);
        }
    }
}
