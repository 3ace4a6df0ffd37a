package org.timeball.daemon.status;

import java.util.Locale;
import org.timeball.timekeeping.snapshot.SourceSnapshot;

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

    /// `selected`, `combined`, `unselected`, `unusable` or `falseticker`.
    public String verdict() {
        return source.verdict().name().toLowerCase(Locale.ROOT);
    }

    /// The verdict with its reason: `selected`, or `unusable: no pulse`.
    public String verdictAndWhy() {
        return why.brief().isEmpty() ? verdict() : verdict() + ": " + why.brief();
    }

    /// Whether it takes part in the time that is served.
    public boolean isSelected() {
        return switch (source.verdict()) {
            case SELECTED, COMBINED -> true;
            case UNSELECTED, UNUSABLE, FALSETICKER -> false;
        };
    }
}
