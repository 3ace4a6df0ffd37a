package org.timeball.timekeeping.snapshot;

import org.timeball.timekeeping.observation.SelectionOptions;

/// Where a source stands in the selection, in full.
///
/// @param state how far it got
/// @param configured the options that it was given
/// @param effective the options in force
/// @param score how far it is ahead of the selected source in the merits that decide whether it replaces that one; 1 for
///            the selected source itself
/// @param lowSeconds lower limit of the interval in which our clock's offset from the source lies; NaN without samples
/// @param highSeconds upper limit
public record SourceStanding(State state, SelectionOptions configured, SelectionOptions effective, double score,
        double lowSeconds, double highSeconds) {
    /// Of a source of which nothing is known.
    public static final SourceStanding NONE = new SourceStanding(State.MISSING_SAMPLES, SelectionOptions.NONE,
            SelectionOptions.NONE, 1, Double.NaN, Double.NaN);

    /// How far a source got, with the letter that `chronyc selectdata` shows for it.
    public enum State {
        /// Configured never to be selected.
        NOSELECT('N'),
        /// Too few samples, or none lately.
        MISSING_SAMPLES('M'),
        /// It says itself that it is not synchronised.
        UNSYNCHRONISED('s'),
        /// Its stratum is outside what is allowed.
        BAD_STRATUM('r'),
        /// Its root distance is larger than allowed.
        DISTANT('d'),
        /// Its samples scatter more than allowed.
        JITTERY('~'),
        /// Others are given the time to show themselves first.
        WAITS_FOR_STATISTICS('w'),
        /// Its samples are too old next to the others'.
        STALE('S'),
        /// Its stratum is that of the box's own clock, which is as good: it is only for want of a better one.
        ORPHAN('O'),
        /// It is not trusted, and does not agree with those that are.
        NOT_TRUSTED('T'),
        /// It contradicts the majority.
        FALSETICKER('x'),
        /// It tells the truth, but too few sources do, or the one that is required does not.
        WAITS_FOR_SOURCES('W'),
        /// Others are preferred.
        NOT_PREFERRED('P'),
        /// It is too far behind the selected source to add anything.
        NOT_COMBINED('D'),
        /// Its rate or offset does not go with the selected source's.
        OUTLIER('L'),
        /// Combined with the selected source.
        COMBINED('+'),
        /// Selected.
        SELECTED('*');

        private final char letter;

        State(char letter) {
            this.letter = letter;
        }

        public char letter() {
            return letter;
        }

        /// The verdict that says it in short.
        public SourceSnapshot.Verdict verdict() {
            return switch (this) {
                case SELECTED -> SourceSnapshot.Verdict.SELECTED;
                case COMBINED -> SourceSnapshot.Verdict.COMBINED;
                case FALSETICKER, NOT_TRUSTED -> SourceSnapshot.Verdict.FALSETICKER;
                case JITTERY -> SourceSnapshot.Verdict.JITTERY;
                case WAITS_FOR_SOURCES, NOT_PREFERRED, NOT_COMBINED, OUTLIER -> SourceSnapshot.Verdict.UNSELECTED;
                case NOSELECT, MISSING_SAMPLES, UNSYNCHRONISED, BAD_STRATUM, DISTANT, WAITS_FOR_STATISTICS, STALE,
                        ORPHAN ->
                    SourceSnapshot.Verdict.UNUSABLE;
            };
        }
    }
}
