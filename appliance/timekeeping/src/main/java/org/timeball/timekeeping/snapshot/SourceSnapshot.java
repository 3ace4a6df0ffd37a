package org.timeball.timekeeping.snapshot;

import org.timeball.timekeeping.observation.SourceId;

/// What is known of one source.
///
/// @param id which one
/// @param name its reference identifier as text, such as `GPS` or `PPS`
/// @param kind what it yields
/// @param verdict what the selection made of it
/// @param reason why the verdict is not better; NONE for a selected source in order. A warning may accompany a good
///            verdict.
/// @param samples samples that its filter has taken in since it (re)started
/// @param lastOffsetSeconds last sample: our clock minus the source; NaN before the first
/// @param sinceLastSeconds age of the last sample or label in seconds; NaN before the first
/// @param offsetSeconds estimate: our clock minus the source; NaN before there is one
/// @param sigmaSeconds standard deviation of that estimate; NaN before there is one
/// @param jitterSeconds learned standard deviation of one sample; NaN before there is one
public record SourceSnapshot(SourceId id, String name, Kind kind, Verdict verdict, Reason reason, long samples,
        double lastOffsetSeconds, double sinceLastSeconds, double offsetSeconds, double sigmaSeconds,
        double jitterSeconds) {
    /// What a source yields.
    public enum Kind {
        /// Second labels (a receiver's sentences).
        LABEL,
        /// Pulses that another source numbers.
        PULSE,
        /// Complete samples from another process.
        SAMPLE,
        /// NTP exchanges.
        SERVER
    }

    /// What the selection made of a source, with chronyc's character for it.
    public enum Verdict {
        SELECTED('*'), COMBINED('+'), UNSELECTED('-'), UNUSABLE('?'), FALSETICKER('x');

        private final char symbol;

        Verdict(char symbol) {
            this.symbol = symbol;
        }

        public char symbol() {
            return symbol;
        }
    }
}
