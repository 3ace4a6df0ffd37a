package org.timeball.daemon.status;

import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.Reason;

/// A cause in words, the same on every face.
///
/// @param brief a few words that fit behind a headline's colon; empty when all is well
/// @param sentence one sentence with the number that belongs to it and what the device said; empty when all is well
/// @param action the one thing to do next; empty when there is nothing to do
public record CauseWords(String brief, String sentence, String action) {
    private static final int MAX_DETAIL_CHARS = 240;

    public static CauseWords of(Reason reason) {
        if (reason.isNone()) {
            return new CauseWords("", "", "");
        }
        String sentence = sentence(reason) + detail(reason.detail());
        return new CauseWords(brief(reason.cause()), sentence.endsWith("?") ? sentence : sentence + ".",
                action(reason.cause()));
    }

    private static String brief(Cause cause) {
        return switch (cause) {
            case NONE -> "";
            case STARTING -> "starting";
            case NO_SOURCE -> "no source";
            case DEVICE_ABSENT -> "device absent";
            case DEVICE_FAILING -> "device failing";
            case DEVICE_SILENT -> "device silent";
            case DEVICE_GARBLED -> "device garbled";
            case NO_FIX -> "no fix";
            case IMPLAUSIBLE_DATE -> "implausible date";
            case DATE_REPAIRED -> "date repaired";
            case DELAY_ASSUMED -> "label delay assumed";
            case NO_LABEL -> "no second label";
            case NO_PULSE -> "no pulse";
            case NUMBERING -> "numbering the pulses";
            case AMBIGUOUS_LABEL -> "ambiguous second label";
            case TIME_JUMP -> "time jump";
            case FEW_SAMPLES -> "few samples";
            case FALSETICKER -> "falseticker";
            case UNTRUSTED -> "not trusted";
            case UNREACHABLE -> "no answer";
            case WITHDRAWN -> "not in use";
            case BAD_STRATUM -> "stratum not allowed";
            case TOO_DISTANT -> "too distant";
            case TOO_JITTERY -> "too jittery";
            case AWAITING_OTHERS -> "awaiting others";
            case TOO_FEW_SOURCES -> "too few sources agree";
            case NO_SAMPLES -> "no samples";
            case WRONG_STAMPS -> "wrong stamps";
            case SOURCE_UNSYNCHRONISED -> "source not synchronised";
            case HOLDOVER_EXHAUSTED -> "holdover exhausted";
            case CLOCK_DISTURBED -> "clock disturbed";
            case NOT_SELECTABLE -> "not selectable";
        };
    }

    private static String sentence(Reason reason) {
        double value = reason.value();
        return switch (reason.cause()) {
            case NONE -> "";
            case STARTING -> "Nothing has been heard since the start";
            case NO_SOURCE -> "No source of time is configured that could be selected";
            case DEVICE_ABSENT -> "The device is not there";
            case DEVICE_FAILING -> "The device cannot be opened or read";
            case DEVICE_SILENT -> "The device is open but has sent nothing" + since(value);
            case DEVICE_GARBLED -> "What the device sends cannot be understood";
            case NO_FIX -> "The receiver has no fix";
            case IMPLAUSIBLE_DATE -> "The receiver gives a date that cannot be";
            case DATE_REPAIRED ->
                "The receiver's date lay %d weeks back (GPS week rollover) and was repaired".formatted(
                        Math.round(value));
            case DELAY_ASSUMED ->
                "The receiver's sentences are taken to come less than a second late, which nothing confirms";
            case NO_LABEL -> "The receiver has named no valid second" + since(value);
            case NO_PULSE -> "No pulse has come" + since(value);
            case NUMBERING -> "Pulses come, but which second each one starts is not sure yet (%s)".formatted(
                    count(value, "label agrees", "labels agree"));
            case AMBIGUOUS_LABEL ->
                "The second label comes %s after a pulse, too near the middle between two".formatted(
                        Quantity.size(value));
            case TIME_JUMP -> "The source's time jumped %s by %s and is not followed".formatted(
                    value < 0 ? "back" : "ahead", Quantity.size(value));
            case FEW_SAMPLES -> "Too few samples yet to know how good the clock is (%s)".formatted(
                    count(value, "sample", "samples"));
            case FALSETICKER -> Double.isFinite(value)
                    ? "The source disagrees with the majority by %s".formatted(Quantity.offset(value))
                    : "No majority of the sources agrees on the time";
            case UNTRUSTED -> "The source disagrees" + by(value) + " with those that are trusted";
            case UNREACHABLE -> "The source has not answered the last " + polls(value);
            case WITHDRAWN -> "The source is offline, or not to be used for now";
            case BAD_STRATUM -> "The source is at stratum %d, which is not allowed".formatted(Math.round(value));
            case TOO_DISTANT -> "The source may be wrong by %s, more than is allowed".formatted(bound(value));
            case TOO_JITTERY -> "The source's samples scatter by %s, more than is allowed".formatted(bound(value));
            case AWAITING_OTHERS -> "Other sources have begun to answer and are awaited";
            case TOO_FEW_SOURCES -> "Too few sources agree, or not the ones that are required (%d agree)".formatted(
                    Math.round(value));
            case NO_SAMPLES -> "No samples have come" + since(value);
            case WRONG_STAMPS ->
                "The source's samples are stamped %s %s our clock".formatted(Quantity.size(Math.abs(value)),
                        value < 0 ? "behind" : "ahead of");
            case SOURCE_UNSYNCHRONISED -> "The source says that it is not synchronised itself";
            case HOLDOVER_EXHAUSTED -> "Without a source the error may have grown to %s, too much to be useful"
                    .formatted(Quantity.bound(value));
            case CLOCK_DISTURBED ->
                "Something else on this machine changed the clock by %s".formatted(Quantity.offset(value));
            case NOT_SELECTABLE -> "The source is configured never to be selected";
        };
    }

    private static String action(Cause cause) {
        return switch (cause) {
            case NONE -> "";
            case STARTING -> "Wait a few seconds; then check that the receiver is connected.";
            case NO_SOURCE -> "Add a gnss and a refclock line to the configuration.";
            case DEVICE_ABSENT -> "Plug it in, or correct its path in the configuration.";
            case DEVICE_FAILING -> "Check its permissions, and that no other program holds it.";
            case DEVICE_SILENT -> "Check the receiver's power and the wire from its TX pin.";
            case DEVICE_GARBLED -> "Check the baud rate in the configuration, then wiring and ground.";
            case NO_FIX -> "Give the antenna a clear view of the sky and wait.";
            case IMPLAUSIBLE_DATE -> "Wait for a fix; if it stays, reset or update the receiver.";
            case DATE_REPAIRED -> "Update or replace the receiver when you can; the time is right.";
            case DELAY_ASSUMED -> "Set 'offset' on the gnss line, or add a server.";
            case NO_LABEL -> "Check that the receiver has a fix and sends RMC or ZDA sentences.";
            case NO_PULSE -> "Check the pulse wire, and that the receiver's pulse output is on.";
            case NUMBERING, FEW_SAMPLES -> "Wait a few seconds.";
            case AMBIGUOUS_LABEL -> "Set 'offset' on the gnss line to the delay of its sentences.";
            case TIME_JUMP -> "Wait; if it stays, compare with another clock and reset the source.";
            case FALSETICKER, UNTRUSTED -> "Check this source; it stays out until it agrees again.";
            case UNREACHABLE -> "Check the network, and that the server is running.";
            case WITHDRAWN -> "Bring it online, or wait.";
            case BAD_STRATUM -> "Check the server, or 'minstratum' and 'maxstratum'.";
            case TOO_DISTANT -> "Check the way to the server, or 'maxdistance'.";
            case TOO_JITTERY -> "Check the way to the server, or 'maxjitter'.";
            case AWAITING_OTHERS -> "Wait a few seconds.";
            case TOO_FEW_SOURCES -> "Add sources, or check 'minsources' and 'require'.";
            case NO_SAMPLES -> "Check that the process or server behind the source is running.";
            case WRONG_STAMPS -> "Check that its sender stamps with this machine's system clock.";
            case SOURCE_UNSYNCHRONISED -> "Check the source's own reference.";
            case HOLDOVER_EXHAUSTED -> "Bring fix and pulse back.";
            case CLOCK_DISTURBED -> "Stop what else sets the clock (systemd-timesyncd, ntpd, chronyd).";
            case NOT_SELECTABLE -> "Remove 'noselect' from its line if it should be.";
        };
    }

    /// How long something has been missing; a value that is no length of time means that it never came.
    private static String since(double seconds) {
        return Double.isFinite(seconds) && seconds >= 0 ? " for " + Quantity.age(seconds) : " yet";
    }

    private static String by(double seconds) {
        return Double.isFinite(seconds) ? " by " + Quantity.offset(seconds) : "";
    }

    private static String bound(double seconds) {
        return Double.isFinite(seconds) ? Quantity.bound(seconds) : "any amount";
    }

    private static String polls(double value) {
        long count = Math.max(1, Math.round(value));
        return count == 1 ? "poll" : count + " polls";
    }

    private static String count(double value, String one, String many) {
        long count = Math.max(0, Math.round(value));
        return count + " " + (count == 1 ? one : many) + " so far";
    }

    /// What a device said may hold anything: kept are printable characters, and not too many of them.
    private static String detail(String text) {
        String clean = text.replaceAll("[^\\x20-\\x7e]", "?").strip().replaceFirst("\\.$", "");
        String cut = clean.length() > MAX_DETAIL_CHARS ? clean.substring(0, MAX_DETAIL_CHARS - 3) + "..." : clean;
        return cut.isEmpty() ? "" : ": " + cut;
    }
}
