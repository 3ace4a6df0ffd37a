package org.timeball.daemon.status;

import java.util.Locale;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.SourceSnapshot.Verdict;

/// One source with its verdict in words.
///
/// @param source its numbers
/// @param why the reason of its verdict; empty words for a source in order
public record SourceReport(SourceSnapshot source, CauseWords why) {
    static SourceReport of(SourceSnapshot source) {
        return new SourceReport(source, CauseWords.of(source.reason()));
    }

    /// `label`, `pulse`, `sample` or `server`.
    public String kind() {
        return source.kind().name().toLowerCase(Locale.ROOT);
    }

    /// `selected`, `combined`, `unselected`, `unusable`, `falseticker` or `jittery`.
    public String verdict() {
        return source.verdict().name().toLowerCase(Locale.ROOT);
    }

    /// The verdict with its reason: `selected`, or `unusable: no pulse`.
    public String verdictAndWhy() {
        if (!why.brief().isEmpty()) {
            return verdict() + ": " + why.brief();
        }
        boolean onlyNames = source.kind() == Kind.LABEL && source.verdict() == Verdict.UNSELECTED;
        return onlyNames ? "names the seconds" : verdict();
    }

    /// Whether its pulses steer the clock: `PPS locked`, or `PPS not locked: no pulse`.
    public String pulseLock() {
        String state = isSelected() ? " locked" : " not locked";
        return source.name() + state + (why.brief().isEmpty() ? "" : ": " + why.brief());
    }

    /// Whether it takes part in the time that is served.
    public boolean isSelected() {
        return switch (source.verdict()) {
            case SELECTED, COMBINED -> true;
            case UNSELECTED, UNUSABLE, FALSETICKER, JITTERY -> false;
        };
    }
}
