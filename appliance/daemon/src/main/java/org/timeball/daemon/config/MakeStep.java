package org.timeball.daemon.config;

import org.timeball.timekeeping.time.Span;

/// `makestep THRESHOLD LIMIT`: when a wrong clock may be stepped instead of slewed.
///
/// @param threshold steps only errors larger than this, more than 0 to [#MAX_THRESHOLD_SECONDS] s
/// @param limit only within this many first updates of the clock; 0 never, negative always
public record MakeStep(Span threshold, int limit) {
    /// Some 30 years: larger errors are stepped at any threshold.
    public static final double MAX_THRESHOLD_SECONDS = 1e9;
}
