package org.timeball.timekeeping.snapshot;

import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings.Kind;

/// What is known of one source.
///
/// @param id which one
/// @param name what people call it: `GPS`, `PPS`, a host name, an address
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
/// @param reception what was last heard of it
/// @param statistics what its samples say of it
/// @param standing where it stands in the selection, in full
public record SourceSnapshot(SourceId id, String name, Kind kind, Verdict verdict, Reason reason, long samples,
        double lastOffsetSeconds, double sinceLastSeconds, double offsetSeconds, double sigmaSeconds,
        double jitterSeconds, SourceReception reception, SourceStatistics statistics, SourceStanding standing) {
    /// What the selection made of a source, with chronyc's character for it.
    public enum Verdict {
        SELECTED('*'),
        COMBINED('+'),
        UNSELECTED('-'),
        UNUSABLE('?'),
        FALSETICKER('x'),
        JITTERY('~');

        private final char symbol;

        Verdict(char symbol) {
            this.symbol = symbol;
        }

        public char symbol() {
            return symbol;
        }
    }
}
