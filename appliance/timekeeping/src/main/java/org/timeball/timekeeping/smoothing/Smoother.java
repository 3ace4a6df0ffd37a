package org.timeball.timekeeping.smoothing;

import java.util.ArrayList;
import java.util.List;
import org.timeball.timekeeping.smoothing.ServedTime.Piece;
import org.timeball.timekeeping.steering.Slew;
import org.timeball.timekeeping.time.SystemInstant;

/// How served time returns to the clock's after each correction. Immutable.
///
/// Served time goes on as it went, and its offset and rate against the clock are brought to zero as soon as the limits of
/// rate and wander allow: it is hurried, perhaps held at the largest rate, and slowed down again, in three parabolas at
/// most (and one more where it began beyond the largest rate).
///
/// @param settings configured
/// @param active whether the clock was known well enough once
/// @param updated the reading at which the plan was made
/// @param pieces the plan: what is to be added to the clock as it would be without the slew that is under way
public record Smoother(SmoothingSettings settings, boolean active, SystemInstant updated, List<Piece> pieces) {
    /// Active once a ten-thousandth of the rate's doubt is below the largest wander, as in chrony.
    private static final double SKEW_PER_WANDER = 1e4;
    /// A nanosecond and its rates are not worth a plan.
    private static final double LEAST_OFFSET = 1e-10;

    public Smoother {
        pieces = List.copyOf(pieces);
    }

    public static Smoother start(SmoothingSettings settings, SystemInstant now) {
        return new Smoother(settings, false, now, List.of());
    }

    /// Nothing is added from now on; whether it is active stays.
    public Smoother reset(SystemInstant now) {
        return new Smoother(settings, active, now, List.of());
    }

    public Smoother activated(SystemInstant now) {
        return new Smoother(settings, true, now, List.of());
    }

    /// Whether a rate known so well makes it active.
    public boolean activatesAt(double rateSigma) {
        return !active && rateSigma / SKEW_PER_WANDER < settings.maxWander();
    }

    /// After a correction: the clock will go on that much farther ahead and faster.
    ///
    /// @param aheadSeconds what the correction adds to the reading in the end
    /// @param faster what it adds to the rate, a fraction
    public Smoother corrected(SystemInstant now, double aheadSeconds, double faster) {
        return active && !settings.leapOnly() ? moved(now, aheadSeconds, faster) : this;
    }

    /// After a leap second was taken from the clock or put on to it.
    ///
    /// @param aheadSeconds what was, or will be, added to the reading; -1 for an inserted second
    public Smoother leapt(SystemInstant now, double aheadSeconds) {
        return active ? moved(now, aheadSeconds, 0) : this;
    }

    private Smoother moved(SystemInstant now, double aheadSeconds, double faster) {
        ServedTime plan = new ServedTime(true, false, pieces, false, updated);
        double offset = plan.addedSecondsAt(now.nanos()) - aheadSeconds;
        double rate = plan.rateAt(now.nanos()) - faster;
        return new Smoother(settings, true, now, plan(now, offset, rate));
    }

    /// The same plan after something stepped the clock without any effect on served time: all readings are later by so
    /// much.
    public Smoother shifted(long nanos) {
        List<Piece> moved = pieces.stream().map(p -> new Piece(p.fromNanos() + nanos, p.toNanos() + nanos,
                p.offsetSeconds(), p.rate(), p.wander())).toList();
        return new Smoother(settings, active, updated, moved);
    }

    private List<Piece> plan(SystemInstant now, double offset, double rate) {
        double wander = settings.maxWander();
        double limit = settings.maxRate();
        if (Math.abs(offset) < LEAST_OFFSET && Math.abs(rate) < LEAST_OFFSET) {
            return List.of();
        }
        Plan plan = new Plan(now.nanos(), offset, rate);
        if (Math.abs(rate) > limit) {
            plan.go((Math.abs(rate) - limit) / wander, -Math.signum(rate) * wander);
        }
        // Where it would come to rest if it only slowed down decides which way it must hurry.
        double rest = plan.offset + plan.rate * Math.abs(plan.rate) / (2 * wander);
        double way = rest > 0 ? -1 : 1;
        double x = Math.abs(plan.offset) * Math.signum(plan.offset) * -way;
        double v = plan.rate * -way;
        double peak = Math.sqrt(Math.max(0, wander * x + v * v / 2));
        double top = Math.min(peak, limit);
        plan.go(Math.max(0, (v + top) / wander), way * wander);
        if (peak > limit) {
            plan.go((x + v * v / (2 * wander) - limit * limit / wander) / limit, 0);
        }
        plan.go(top / wander, -way * wander);
        return plan.pieces;
    }

    /// What is served, from a reading on.
    ///
    /// @param withSlew whether the slew under way is the clock's and not served time's: then what is left of it is added
    /// @param hidesLeap whether clients must not be told of the leap second
    public ServedTime served(SystemInstant now, Slew slew, boolean withSlew, boolean hidesLeap) {
        double rest = withSlew && active ? slew.restAt(now) : 0;
        if (rest == 0) {
            return new ServedTime(active, settings.leapOnly(), pieces, hidesLeap, updated);
        }
        List<Piece> sum = new ArrayList<>();
        long end = slew.end().nanos();
        double slope = -rest / ((end - now.nanos()) * 1e-9);
        ServedTime plan = new ServedTime(active, settings.leapOnly(), pieces, hidesLeap, updated);
        sum.add(new Piece(now.nanos(), end, plan.addedSecondsAt(now.nanos()) + rest,
                plan.rateAt(now.nanos()) + slope, plan.wanderAt(now.nanos())));
        for (Piece piece : pieces) {
            if (piece.toNanos() <= now.nanos()) {
                continue;
            }
            long from = Math.max(piece.fromNanos(), now.nanos());
            if (from < end) {
                add(sum, piece, from, Math.min(piece.toNanos(), end), slope, slew.restAt(new SystemInstant(from)));
            }
            if (piece.toNanos() > end) {
                add(sum, piece, Math.max(from, end), piece.toNanos(), 0, 0);
            }
        }
        return new ServedTime(active, settings.leapOnly(), sum, hidesLeap, updated);
    }

    private static void add(List<Piece> sum, Piece piece, long from, long to, double slope, double rest) {
        double t = piece.since(from);
        Piece next = new Piece(from, to, piece.at(from) + rest, piece.rate() + piece.wander() * t + slope,
                piece.wander());
        if (!sum.isEmpty() && sum.getLast().fromNanos() == from) {
            sum.removeLast();
        }
        sum.add(next);
    }

    /// A plan in the making: where it has come to.
    private static final class Plan {
        private final List<Piece> pieces = new ArrayList<>();
        private long nanos;
        private double offset;
        private double rate;

        Plan(long nanos, double offset, double rate) {
            this.nanos = nanos;
            this.offset = offset;
            this.rate = rate;
        }

        void go(double seconds, double wander) {
            long end = nanos + Math.round(seconds * 1e9);
            if (end <= nanos) {
                return;
            }
            double t = (end - nanos) * 1e-9;
            pieces.add(new Piece(nanos, end, offset, rate, wander));
            offset += t * (rate + t * wander / 2);
            rate += t * wander;
            nanos = end;
        }
    }
}
