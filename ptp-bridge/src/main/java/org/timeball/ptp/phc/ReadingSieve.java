package org.timeball.ptp.phc;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.PhcInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.HardwareClock.Reading;

/// Makes one comparison of many: a bus transfer that took long says little of when the register was read.
///
/// The readings that took at most a tenth longer than the shortest are averaged; each is taken to have happened half-way.
public final class ReadingSieve {
    private static final double SLACK = 1.1;

    private ReadingSieve() {
    }

    /// @param readings at least one
    public static Comparison best(List<Reading> readings) {
        long shortest = Long.MAX_VALUE;
        for (Reading reading : readings) {
            shortest = Math.min(shortest, width(reading));
        }
        Reading first = readings.getFirst();
        double offsets = 0;
        int taken = 0;
        for (Reading reading : readings) {
            if (width(reading) <= shortest * SLACK) {
                offsets += offsetNanos(reading) - offsetNanos(first);
                taken++;
            }
        }
        long offset = offsetNanos(first) + Math.round(offsets / taken);
        SystemInstant system = middle(readings.getLast());
        return new Comparison(system, new PhcInstant(system.nanos() - offset), Span.ofNanos(shortest));
    }

    private static long width(Reading reading) {
        return reading.after().since(reading.before()).nanos();
    }

    private static long offsetNanos(Reading reading) {
        return middle(reading).nanos() - reading.phc().nanos();
    }

    private static SystemInstant middle(Reading reading) {
        return new SystemInstant(reading.before().nanos() + width(reading) / 2);
    }

    /// @param system the system clock's reading
    /// @param phc the hardware clock's at the same moment
    /// @param width half of it is the largest possible error
    public record Comparison(SystemInstant system, PhcInstant phc, Span width) {
        /// What two clocks can differ in rate, both slewed as fast as they can be.
        private static final double LARGEST_RATE_DIFFERENCE = 0.2;

        /// The system clock's reading when the hardware clock read `edge`. Between two comparisons both clocks are taken
        /// to run evenly; without an earlier one, or when one of them was stepped, equally fast.
        SystemInstant carryOver(PhcInstant edge, @Nullable Comparison before) {
            double back = phc.since(edge).nanos();
            double rate = 1;
            if (before != null) {
                double slope = system.since(before.system).nanos() / (double) phc.since(before.phc).nanos();
                rate = Math.abs(slope - 1) < LARGEST_RATE_DIFFERENCE ? slope : 1;
            }
            return new SystemInstant(system.nanos() - Math.round(back * rate));
        }
    }
}
