package org.timeball.daemon.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.timeball.timekeeping.snapshot.ClockEvent;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.snapshot.SourceEvent;
import org.timeball.timekeeping.time.LeapIndicator;

/// Events as sentences of the journal. Where chrony tells the same, the words are those that people and scripts look
/// for in its log.
///
/// @param severity how the journal marks it
/// @param sentence without an end
public record EventWords(Severity severity, String sentence) {
    /// How grave it is, in chronyd's order.
    public enum Severity {
        INFORMATION,
        WARNING,
        ERROR
    }

    public static EventWords of(Event event) {
        return switch (event) {
            case ClockEvent clock -> ofClock(clock);
            case SourceEvent source -> ofSource(source);
        };
    }

    private static EventWords ofSource(SourceEvent event) {
        return switch (event) {
            case SourceEvent.Selected(String source) -> info("Selected source %s", source);
            case SourceEvent.NoMajority(int agreeing, int sources) ->
                warning("Can't synchronise: no majority (only %d of %d sources agree)", agreeing, sources);
            case SourceEvent.NoAgreement(int sources) ->
                warning("Can't synchronise: no majority (no agreement among %d sources)", sources);
            case SourceEvent.NoSelectable noSelectable ->
                warning("Can't synchronise: no selectable sources (%s sources)", counts(noSelectable));
            case SourceEvent.TooFew(int sources, int required) ->
                warning("Can't synchronise: not enough selectable sources (%d of %d required)", sources, required);
            case SourceEvent.Falseticker(String source) -> warning("Detected falseticker %s", source);
            case SourceEvent.TooDistant(String source, double limit) ->
                warning("Root distance of %s exceeds maxdistance of %.3f seconds", source, limit);
            case SourceEvent.TooJittery(String source, double limit) ->
                warning("Jitter of %s exceeds maxjitter of %.3f seconds", source, limit);
            case SourceEvent.StratumAbove(String source, int limit) ->
                warning("Stratum of %s above maxstratum of %d", source, limit);
            case SourceEvent.StratumBelow(String source, int limit) ->
                warning("Stratum of %s below minstratum of %d", source, limit);
        };
    }

    /// Such as `1 unreachable, 2 falseticker`.
    private static String counts(SourceEvent.NoSelectable event) {
        List<String> counts = new ArrayList<>(List.of(event.unreachable() + " unreachable"));
        event.others().forEach((state, count) -> counts
                .add(count + " " + state.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        return String.join(", ", counts);
    }

    private static EventWords ofClock(ClockEvent event) {
        return switch (event) {
            // The sign of what has to be added, as people know it.
            case ClockEvent.ClockWrong(double offset) -> warning("System clock wrong by %.6f seconds", 0.0 - offset);
            case ClockEvent.ClockStepped(double seconds) ->
                warning("System clock was stepped by %.6f seconds", seconds);
            case ClockEvent.AdjustmentRefused(double offset, double maximum, boolean exiting) ->
                refused(0.0 - offset, maximum, exiting);
            case ClockEvent.TimeJump(double seconds) ->
                warning("%s time jump detected!", seconds < 0 ? "Backward" : "Forward");
            case ClockEvent.ForeignStep(double seconds) ->
                warning("Another process stepped the system clock by %.6f seconds", seconds);
            case ClockEvent.ForeignRate(double ppm) ->
                warning("Another process changed the rate of the system clock to %.3f ppm", ppm);
            case ClockEvent.LeapAnnounced(LeapIndicator leap) -> leap(leap);
            case ClockEvent.LeapTaken _ -> info("System clock status reset after leap second");
            case ClockEvent.LeapTableExpired _ ->
                warning("The list of leap seconds has expired; install a new one");
            case ClockEvent.LocalReference(boolean active, int stratum) -> active
                    ? info("Local reference active at stratum %d", stratum)
                    : info("Local reference not active any more");
            case ClockEvent.SmoothingActivated(boolean leapOnly) ->
                info("Time smoothing activated%s", leapOnly ? " (leap seconds only)" : "");
            case ClockEvent.FallbackDrift(double ppm, double averaged) ->
                info("Nothing was heard for long: the clock's rate error of %.3f ppm, averaged over %.0f seconds, is used",
                        ppm, averaged);
        };
    }

    private static EventWords refused(double adjustment, double maximum, boolean exiting) {
        String sentence = "Adjustment of %.3f seconds exceeds the allowed maximum of %.3f seconds (%s)";
        return exiting
                ? new EventWords(Severity.ERROR, text(sentence, adjustment, maximum, "exiting"))
                : warning(sentence, adjustment, maximum, "ignored");
    }

    private static EventWords leap(LeapIndicator leap) {
        return switch (leap) {
            case INSERT -> info("System clock status set to insert leap second");
            case DELETE -> info("System clock status set to delete leap second");
            case NONE, UNSYNCHRONISED -> info("System clock status reset to no leap second");
        };
    }

    private static EventWords info(String format, Object... words) {
        return new EventWords(Severity.INFORMATION, text(format, words));
    }

    private static EventWords warning(String format, Object... words) {
        return new EventWords(Severity.WARNING, text(format, words));
    }

    private static String text(String format, Object... words) {
        return String.format(Locale.ROOT, format, words);
    }
}
