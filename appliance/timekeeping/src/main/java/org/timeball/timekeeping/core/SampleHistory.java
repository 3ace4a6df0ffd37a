package org.timeball.timekeeping.core;

/// The last accepted samples of a source, for people to look at: when they came, and on which side of the estimate they
/// lay. Immutable.
final class SampleHistory {
    /// The signs fit into a long; nobody looks further back.
    private static final int KEPT = Long.SIZE;

    static final SampleHistory NONE = new SampleHistory(new double[0], 0);

    /// Oldest first, seconds.
    private final double[] times;
    /// The youngest in the lowest bit: 1 where the sample lay above the estimate.
    private final long above;

    private SampleHistory(double[] times, long above) {
        this.times = times;
        this.above = above;
    }

    /// @param isAbove whether the sample lies above the estimate that it led to
    SampleHistory with(double time, boolean isAbove) {
        int kept = Math.min(times.length, KEPT - 1);
        double[] next = new double[kept + 1];
        System.arraycopy(times, times.length - kept, next, 0, kept);
        next[kept] = time;
        return new SampleHistory(next, above << 1 | (isAbove ? 1 : 0));
    }

    int size() {
        return times.length;
    }

    /// Seconds between the first and the last of the youngest `samples`.
    double span(int samples) {
        return samples < 2 ? 0 : times[times.length - 1] - times[times.length - samples];
    }

    /// Runs of samples on one side of the estimate among the youngest `samples`.
    int runs(int samples) {
        if (samples == 0) {
            return 0;
        }
        long changes = (above ^ above >>> 1) & (samples < 2 ? 0 : -1L >>> KEPT - (samples - 1));
        return Long.bitCount(changes) + 1;
    }
}
