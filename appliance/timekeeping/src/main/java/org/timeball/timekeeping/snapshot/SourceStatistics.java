package org.timeball.timekeeping.snapshot;

/// What a source's samples say of it, in the terms of a regression that is as good as the filter, which is none.
///
/// @param samples of equal weight that would give an offset as good as the estimate's; at most 64
/// @param runs of residuals of the same sign among them
/// @param spanSeconds from the oldest to the youngest of them
/// @param frequencyPpm rate of our corrected clock against the source; positive: ours is fast
/// @param skewPpm bound of its error: two standard deviations
/// @param offsetSeconds estimated offset of our clock from the source; positive: ours is ahead
/// @param offsetErrorSeconds standard deviation of it, as far as the samples tell
/// @param deviationSeconds standard deviation of one sample
public record SourceStatistics(long samples, long runs, double spanSeconds, double frequencyPpm, double skewPpm,
        double offsetSeconds, double offsetErrorSeconds, double deviationSeconds) {
    /// Of a source that has given no sample: a rate that may be wrong by 2000 ppm and samples that scatter by 4 s, which
    /// is what people are used to see then.
    public static final SourceStatistics NONE = new SourceStatistics(0, 0, 0, 0, 2000, 0, 0, 4);
}
