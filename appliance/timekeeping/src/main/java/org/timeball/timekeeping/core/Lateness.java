package org.timeball.timekeeping.core;

import java.util.Arrays;

/// How much later than it should the middle of a source's samples lies. Immutable.
///
/// Whatever delays an interrupt never hastens one: behind a busy processor, or an emulator, the scatter of pulses has a
/// sharp early edge and a long late tail, and a filter that follows their middle makes the clock late by it. Where the
/// last believed samples are plainly so shaped, the pulse is taken to be where they lie densest. How plainly is told by the skewness of quantiles (D. V. Hinkley, "On power
/// transformations to symmetry", Biometrika 62, 1975), which is 0 for a symmetric scatter, 0.56 for an exponential one,
/// and has a standard deviation of 0.06 in a full window of symmetric samples; where they lie densest, by the shortest
/// half of the shortest half of them (T. Robertson, J. D. Cryer, "An iterative procedure for estimating the mode", Journal
/// of the American Statistical Association 69, 1974).
final class Lateness {
    private static final int WINDOW = 256;
    /// Looking at the whole window costs some microseconds.
    private static final int STRIDE = 16;
    /// The skewness of fewer samples may be chance.
    private static final int ENOUGH = 128;
    private static final double EARLY_QUANTILE = 0.05;
    private static final double LATE_QUANTILE = 0.95;
    /// Skewness that may be chance, from which on samples count as late, and with which they do without a doubt.
    private static final double CHANCE = 0.1;
    private static final double SUSPICIOUS = 0.3;
    private static final double PLAIN = 0.45;
    private static final int HALVINGS = 2;
    /// How much of a change is believed at each look, so that the clock is never jerked.
    private static final double BELIEVED = 0.125;

    /// Of a source whose samples may be early as well.
    static final Lateness NONE = new Lateness(new double[0], 0, 0, 0);
    /// Of a source of which nothing was heard yet.
    static final Lateness UNKNOWN = new Lateness(new double[WINDOW], 0, 0, 0);

    /// Sample minus what the filter expected, seconds; a ring.
    private final double[] strays;
    private final long count;
    private final double seconds;
    private final double doubtSeconds;

    private Lateness(double[] strays, long count, double seconds, double doubtSeconds) {
        this.strays = strays;
        this.count = count;
        this.seconds = seconds;
        this.doubtSeconds = doubtSeconds;
    }

    /// After a sample.
    ///
    /// @param stray sample minus what the filter expected, seconds
    Lateness with(double stray) {
        if (strays.length == 0) {
            return this;
        }
        double[] next = strays.clone();
        next[(int) (count % WINDOW)] = stray;
        return (count + 1) % STRIDE == 0
                ? judged(next, count + 1)
                : new Lateness(next, count + 1, seconds, doubtSeconds);
    }

    private Lateness judged(double[] window, long samples) {
        double[] sorted = Arrays.copyOf(window, (int) Math.min(samples, WINDOW));
        Arrays.sort(sorted);
        double early = quantile(sorted, EARLY_QUANTILE);
        double middle = quantile(sorted, 0.5);
        double late = quantile(sorted, LATE_QUANTILE);
        double skewness = late > early ? (late - 2 * middle + early) / (late - early) : 0;
        double sure = Math.clamp((skewness - SUSPICIOUS) / (PLAIN - SUSPICIOUS), 0, 1);
        double suspected = Math.clamp((skewness - CHANCE) / (SUSPICIOUS - CHANCE), 0, 1);
        // Strays count from what the filter follows.
        double[] densest = densest(sorted);
        double edge = Math.max(0, -(densest[0] + densest[1]) / 2);
        double wanted = samples < ENOUGH ? 0 : edge * sure;
        double now = seconds + BELIEVED * (wanted - seconds);
        // Nobody knows where between there and the middle the pulse was, nor quite where that is.
        double doubt = Math.max(now, (edge + densest[1] - densest[0]) * suspected);
        return new Lateness(window, samples, now, doubt);
    }

    /// The shortest stretch that holds a quarter of them: where it begins, and where it ends.
    private static double[] densest(double[] sorted) {
        int from = 0;
        int length = sorted.length;
        for (int i = 0; i < HALVINGS; i++) {
            int half = length / 2;
            int shortest = from;
            for (int start = from; start + half <= from + length; start++) {
                if (sorted[start + half - 1] - sorted[start] < sorted[shortest + half - 1] - sorted[shortest]) {
                    shortest = start;
                }
            }
            from = shortest;
            length = half;
        }
        return new double[]{sorted[from], sorted[from + length - 1]};
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    /// By how much the samples' middle is late, as far as that is plain; 0 or more.
    double seconds() {
        return seconds;
    }

    /// What may be wrong with that, on top of all other doubts.
    double doubtSeconds() {
        return doubtSeconds;
    }
}
