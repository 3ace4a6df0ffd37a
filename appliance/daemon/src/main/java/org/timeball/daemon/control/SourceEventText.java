package org.timeball.daemon.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.timeball.timekeeping.snapshot.SourceEvent;
import org.timeball.timekeeping.snapshot.SourceStanding.State;

/// What happened to the sources, in the words of the log. Scripts look for them as chronyd writes them.
final class SourceEventText {
    private SourceEventText() {
    }

    static String of(SourceEvent event) {
        return switch (event) {
            case SourceEvent.Selected(String source) -> "Selected source " + source;
            case SourceEvent.NoMajority(int agreeing, int sources) ->
                "Can't synchronise: no majority (only %d of %d sources agree)".formatted(agreeing, sources);
            case SourceEvent.NoAgreement(int sources) ->
                "Can't synchronise: no majority (no agreement among %d sources)".formatted(sources);
            case SourceEvent.NoSelectable(int unreachable, Map<State, Integer> others) ->
                "Can't synchronise: no selectable sources" + inBrackets(unreachable, others);
            case SourceEvent.Falseticker(String source) -> "Detected falseticker " + source;
            case SourceEvent.TooDistant(String source, double limit) ->
                "Root distance of %s exceeds maxdistance of %.3f seconds".formatted(source, limit);
            case SourceEvent.TooJittery(String source, double limit) ->
                "Jitter of %s exceeds maxjitter of %.3f seconds".formatted(source, limit);
            case SourceEvent.StratumAbove(String source, int limit) ->
                "Stratum of %s above maxstratum of %d".formatted(source, limit);
            case SourceEvent.StratumBelow(String source, int limit) ->
                "Stratum of %s below minstratum of %d".formatted(source, limit);
        };
    }

    private static String inBrackets(int unreachable, Map<State, Integer> others) {
        List<String> parts = new ArrayList<>();
        if (unreachable > 0) {
            parts.add(unreachable + " unreachable");
        }
        others.forEach((state, count) -> parts.add(count + " " + inWords(state)));
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }

    private static String inWords(State state) {
        return switch (state) {
            case NOSELECT -> "never to be selected";
            case MISSING_SAMPLES -> "without samples";
            case UNSYNCHRONISED -> "not synchronised";
            case BAD_STRATUM -> "of a stratum not allowed";
            case DISTANT -> "too distant";
            case JITTERY -> "too jittery";
            case WAITS_FOR_STATISTICS, WAITS_FOR_SOURCES -> "waiting";
            case STALE -> "with old samples";
            case ORPHAN -> "orphaned";
            case NOT_TRUSTED -> "not trusted";
            case FALSETICKER -> "false";
            case NOT_PREFERRED, NOT_COMBINED, OUTLIER, COMBINED, SELECTED -> "not used";
        };
    }
}
