package org.timeball.daemon.config;

import org.jspecify.annotations.Nullable;

/// How much of a source's past is kept, as far as it is told for this source alone.
///
/// @param minSamples fewest samples kept; null (the default) takes the directive `minsamples`
/// @param maxSamples most samples kept; null (the default) takes the directive `maxsamples`
/// @param maxUnreach for how many polls without a valid answer it may stay selected, default [#DEFAULT_MAX_UNREACH]
public record SampleHistory(@Nullable Integer minSamples, @Nullable Integer maxSamples, int maxUnreach) {
    public static final int DEFAULT_MAX_UNREACH = 100_000;
    /// More samples than any estimator keeps.
    public static final int MAX_SAMPLES = 1_000_000;
    public static final SampleHistory DEFAULT = new SampleHistory(null, null, DEFAULT_MAX_UNREACH);
}
