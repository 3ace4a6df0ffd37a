package org.timeball.daemon.candm;

/// One line of `chronyc sources`.
///
/// @param source which
/// @param pollLog2 interval of polls, log2 of seconds
/// @param stratum of its last sample; 0 without one
/// @param state what the selection made of it
/// @param mode what kind of source it is
/// @param reach the last eight polls, the latest in the lowest bit; 1: answered
/// @param sinceSampleSeconds age of the last sample, or [Report#NEVER]
/// @param measuredOffsetSeconds the last sample as measured: our clock minus the source; 0 without one
/// @param adjustedOffsetSeconds the same, corrected by what has been slewed since
/// @param errorSeconds bound of the sample's error: half the root delay plus the root dispersion
public record SourceReport(SourceAddress source, int pollLog2, int stratum, State state, Mode mode, int reach,
        long sinceSampleSeconds, double measuredOffsetSeconds, double adjustedOffsetSeconds, double errorSeconds)
        implements
            Report {
    /// What the selection made of a source, in the order of the numbers on the wire.
    public enum State {
        SELECTED('*'),
        NOT_SELECTABLE('?'),
        FALSETICKER('x'),
        JITTERY('~'),
        COMBINED('+'),
        NOT_COMBINED('-');

        private final char letter;

        State(char letter) {
            this.letter = letter;
        }

        /// As chronyc prints it.
        public char letter() {
            return letter;
        }
    }

    /// Kinds of source, in the order of the numbers on the wire.
    public enum Mode {
        CLIENT('^'),
        PEER('='),
        REFCLOCK('#');

        private final char letter;

        Mode(char letter) {
            this.letter = letter;
        }

        /// As chronyc prints it.
        public char letter() {
            return letter;
        }
    }
}
