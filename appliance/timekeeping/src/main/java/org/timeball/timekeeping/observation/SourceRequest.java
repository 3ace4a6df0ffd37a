package org.timeball.timekeeping.observation;

/// What an operator asks of the sources and their selection. A request for a source that there is not changes nothing.
public sealed interface SourceRequest extends Request {
    /// Select anew, without favour for the source that is selected now.
    record Reselect() implements SourceRequest {
    }

    /// How much nearer than the selected source another one must be to replace it.
    ///
    /// @param seconds of root distance, at least 0
    record ReselectDistance(double seconds) implements SourceRequest {
        public ReselectDistance {
            if (!(seconds >= 0) || Double.isInfinite(seconds)) {
                throw new IllegalArgumentException("the reselect distance is " + seconds + " s; it must be >= 0");
            }
        }
    }

    /// Give a source other options.
    record ChangeSelection(SourceId source, SelectionOptions options) implements SourceRequest {
    }

    /// Forget all samples of all sources, and what the clock runs by: it is not synchronised until they are heard again.
    record ResetSources() implements SourceRequest {
    }

    /// Give a source another offset.
    ///
    /// @param seconds added to every measured offset (clock minus source) from now on, in place of what was configured;
    ///            finite
    record ChangeOffset(SourceId source, double seconds) implements SourceRequest {
        public ChangeOffset {
            if (!Double.isFinite(seconds)) {
                throw new IllegalArgumentException("the offset is " + seconds + " s; it must be finite");
            }
        }
    }

    /// Give a source another least stratum.
    ///
    /// @param minStratum 0 to 15
    record ChangeStratumLimit(SourceId source, int minStratum) implements SourceRequest {
        public ChangeStratumLimit {
            if (minStratum < 0 || minStratum > 15) {
                throw new IllegalArgumentException("the least stratum is " + minStratum + "; it must be 0 to 15");
            }
        }
    }
}
