package org.timeball.gnss.receiver;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.timeball.gnss.sky.Satellite;
import org.timeball.timekeeping.time.UtcInstant;

/// What a receiver said last of its fix and its sky: for people to look at, not to keep time by.
///
/// @param mode the kind of fix
/// @param satellitesUsed in the fix
/// @param satellitesInView listed, tracked or not
/// @param satellites all in view, by system and number
/// @param latitudeDegrees positive north; NaN without a position
/// @param longitudeDegrees positive east; NaN without a position
/// @param altitudeMetres above mean sea level; NaN where not said
/// @param second the second labelled last, empty before the first
/// @param sentenceKinds addresses heard in the last two epochs, such as `GNRMC`
/// @param goodSentences with a correct checksum since the start
/// @param badSentences cut, damaged or without a checksum since the start
public record FixState(Mode mode, int satellitesUsed, int satellitesInView, List<Satellite> satellites,
        double latitudeDegrees, double longitudeDegrees, double altitudeMetres, Optional<UtcInstant> second,
        SortedSet<String> sentenceKinds, long goodSentences, long badSentences) {
    public FixState {
        satellites = List.copyOf(satellites);
        sentenceKinds = Collections.unmodifiableSortedSet(new TreeSet<>(sentenceKinds));
    }

    /// Of a receiver that has said nothing.
    public static FixState unheard() {
        return new FixState(Mode.NONE, 0, 0, List.of(), Double.NaN, Double.NaN, Double.NaN, Optional.empty(),
                new TreeSet<>(), 0, 0);
    }

    /// The same for a line over which nothing understandable comes any more: counts stay, the fix and the sky do not.
    public FixState withoutFix() {
        return new FixState(Mode.NONE, 0, 0, List.of(), Double.NaN, Double.NaN, Double.NaN, second, sentenceKinds,
                goodSentences, badSentences);
    }

    /// The kind of fix.
    public enum Mode {
        NONE("no fix"),
        TWO_D("2D fix"),
        THREE_D("3D fix");

        private final String words;

        Mode(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
