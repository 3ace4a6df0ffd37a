package org.timeball.daemon.candm;

import org.timeball.timekeeping.time.LeapIndicator;

/// One line of `chronyc selectdata`.
///
/// @param refid its reference identifier; for an NTP source the number that stands for its address
/// @param source which
/// @param state why it is selected, or why not
/// @param authenticated whether its packets are
/// @param leap what it says of the current day's end
/// @param configured options as configured
/// @param effective options in force, after authselectmode
/// @param sinceSampleSeconds age of the last sample, or [Report#NEVER]
/// @param score against the selected source; 1 initially
/// @param lowSeconds lower end of the interval that holds the offset: our clock minus the source
/// @param highSeconds upper end
public record SelectReport(int refid, SourceAddress source, State state, boolean authenticated, LeapIndicator leap,
        SelectionFlags configured, SelectionFlags effective, long sinceSampleSeconds, double score, double lowSeconds,
        double highSeconds) implements Report {
    /// Where a source dropped out of the selection, or what became of it.
    public enum State {
        NOT_CONSIDERED('N'),
        MISSING_SAMPLES('M'),
        UNSYNCHRONISED('s'),
        BAD_STRATUM('r'),
        LARGE_DISTANCE('d'),
        LARGE_JITTER('~'),
        WAITS_FOR_STATISTICS('w'),
        STALE('S'),
        ORPHAN('O'),
        NOT_TRUSTED('T'),
        FALSETICKER('x'),
        WAITS_FOR_SOURCES('W'),
        NOT_PREFERRED('P'),
        WAITS_FOR_UPDATE('U'),
        DISTANT('D'),
        OUTLIER('L'),
        COMBINED('+'),
        SELECTED('*'),
        UNDEFINED('?');

        private final char letter;

        State(char letter) {
            this.letter = letter;
        }

        /// On the wire and in print.
        public char letter() {
            return letter;
        }

        /// The state of a letter; UNDEFINED for a letter that is none.
        public static State of(char letter) {
            for (State state : values()) {
                if (state.letter == letter) {
                    return state;
                }
            }
            return UNDEFINED;
        }
    }
}
