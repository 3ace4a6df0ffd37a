package org.timeball.daemon.control;

import java.util.Locale;
import org.timeball.timekeeping.snapshot.ClockEvent;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.UtcInstant;

/// What happened to the clock, in the words of the log. Those that scripts look for are worded as chronyd's.
///
/// @param text one line
/// @param warning whether somebody should look into it
record ClockWords(String text, boolean warning) {
    static ClockWords of(ClockEvent event) {
        return switch (event) {
            case ClockEvent.ClockWrong(double offset) ->
                warning("System clock wrong by %s seconds", seconds(-offset));
            case ClockEvent.ClockStepped(double seconds) ->
                warning("System clock was stepped by %s seconds", seconds(seconds));
            case ClockEvent.AdjustmentRefused(double offset, double most, boolean exiting) ->
                warning("Adjustment of %s seconds exceeds the allowed maximum of %s seconds (%s)", thousandths(-offset),
                        thousandths(most), exiting ? "exiting" : "ignored");
            case ClockEvent.TimeJump(double seconds) ->
                warning("%s time jump detected! The clock was moved by %s seconds; all sources are measured anew",
                        seconds > 0 ? "Forward" : "Backward", seconds(seconds));
            case ClockEvent.ForeignStep(double seconds) ->
                warning("Something else on this machine stepped the clock by %s seconds; it is corrected",
                        seconds(seconds));
            case ClockEvent.ForeignRate(double ppm) -> warning("Another program steers the clock: it set its rate to %s"
                    + " ppm; stop it (systemctl status chrony ntpsec systemd-timesyncd)", seconds(ppm));
            case ClockEvent.LeapAnnounced(LeapIndicator leap) -> info(switch (leap) {
                case INSERT -> "A leap second is to be inserted at the end of this day (UTC)";
                case DELETE -> "A leap second is to be deleted at the end of this day (UTC)";
                case NONE, UNSYNCHRONISED -> "This day ends without a leap second";
            });
            case ClockEvent.LeapTaken(LeapIndicator leap) -> info(leap == LeapIndicator.DELETE
                    ? "The leap second was deleted"
                    : "The leap second was inserted");
            case ClockEvent.LeapTableExpired(long expired) ->
                warning("The table of leap seconds expired on %s and says nothing of the future any more; update it"
                        + " (package tzdata)", UtcInstant.ofEpochSecond(expired));
            case ClockEvent.LocalReference(boolean active, int stratum) -> info(active
                    ? "The local reference is active: the box serves its own clock as stratum " + stratum
                    : "The local reference is not active any more");
            case ClockEvent.SmoothingActivated(boolean leapOnly) ->
                info("Time smoothing activated" + (leapOnly ? " (leap seconds only)" : ""));
            case ClockEvent.FallbackDrift(double ppm, double seconds) ->
                info("Nothing was heard for %.0f s: the average rate error of that time is used, %s ppm"
                        .formatted(seconds, seconds(ppm)));
        };
    }

    private static ClockWords info(String text) {
        return new ClockWords(text, false);
    }

    private static ClockWords warning(String format, Object... arguments) {
        return new ClockWords(String.format(Locale.ROOT, format, arguments), true);
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private static String thousandths(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
