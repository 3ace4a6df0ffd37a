package org.timeball.daemon.replay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.timeball.timekeeping.leap.LeapTable;
import org.timeball.timekeeping.observation.ClockRequest;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.ClockChanged;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.Observation.DeviceReport;
import org.timeball.timekeeping.observation.Observation.Exchange;
import org.timeball.timekeeping.observation.Observation.ExternalSample;
import org.timeball.timekeeping.observation.Observation.LeapSeconds;
import org.timeball.timekeeping.observation.Observation.OperatorRequest;
import org.timeball.timekeeping.observation.Observation.PulseEdge;
import org.timeball.timekeeping.observation.Observation.SecondLabel;
import org.timeball.timekeeping.observation.Observation.Silence;
import org.timeball.timekeeping.observation.Observation.Standing;
import org.timeball.timekeeping.observation.Observation.Temperature;
import org.timeball.timekeeping.observation.Request;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// The text form of an observation: printable ASCII, words one blank apart, exact.
///
/// A line is the kind, its fields in the order of the record, the digest of the decisions that came of it, and a check
/// (CRC32C) of the line itself. Instants and spans are whole nanoseconds, doubles as [Double#toHexString] writes them.
///
///     pulse 1 1796083261000000123 5ee0a94c 2c1d3bf7
final class ObservationLog {
    private static final String KINDS = "one of pulse, label, sample, exchange, report, clock, request, temperature,"
            + " leapseconds, silence";

    private ObservationLog() {
    }

    /// The line of one step, without its end.
    static String line(LoggedStep step) {
        return checked(text(step.observation()) + " " + bits(step.digest()));
    }

    /// Reads what [#line] wrote.
    static LoggedStep step(String place, long number, String line) throws LogException {
        Fields fields = fields(place, number, line);
        LoggedStep step = new LoggedStep(observation(fields), fields.bits("the digest"));
        fields.end();
        return step;
    }

    /// A line of its own, with its check.
    static String checked(String text) {
        return text + " " + bits(check(text));
    }

    /// The words of a line whose check is right.
    static Fields fields(String place, long number, String line) throws LogException {
        int blank = line.lastIndexOf(' ');
        String text = line.substring(0, Math.max(0, blank));
        String check = line.substring(blank + 1);
        String expected = bits(check(text));
        if (!check.equals(expected)) {
            throw new Fields(place, number, "").wrong("the line was changed or damaged: its check", check, expected);
        }
        return new Fields(place, number, text);
    }

    /// The first word of an observation's line.
    static String kind(Observation observation) {
        return switch (observation) {
            case PulseEdge _ -> "pulse";
            case SecondLabel _ -> "label";
            case ExternalSample _ -> "sample";
            case Exchange _ -> "exchange";
            case DeviceReport _ -> "report";
            case ClockChanged _ -> "clock";
            case OperatorRequest _ -> "request";
            case Temperature _ -> "temperature";
            case LeapSeconds _ -> "leapseconds";
            case Silence _ -> "silence";
        };
    }

    private static String text(Observation observation) {
        String kind = kind(observation);
        return switch (observation) {
            case PulseEdge(SourceId source, SystemInstant at) -> words(kind, source.number(), at.nanos());
            case SecondLabel(SourceId source, SystemInstant at, UtcInstant second, Standing standing, LeapIndicator leap, int weeks) ->
                words(kind, source.number(), at.nanos(), second.epochSecond(), second.nanoOfSecond(), standing.name(),
                        leap.name(), weeks);
            case ExternalSample(SourceId source, SystemInstant at, Span offset, LeapIndicator leap) ->
                words(kind, source.number(), at.nanos(), offset.nanos(), leap.name());
            case Exchange(SourceId source, SystemInstant at, Span offset, Span delay, Span rootDelay, Span rootDispersion, int stratum, LeapIndicator leap) ->
                words(kind, source.number(), at.nanos(), offset.nanos(), delay.nanos(), rootDelay.nanos(),
                        rootDispersion.nanos(), stratum, leap.name());
            case DeviceReport(SourceId source, SystemInstant at, Condition condition, String detail) ->
                words(kind, source.number(), at.nanos(), condition.name(), FreeText.write(detail));
            case ClockChanged(SystemInstant at, Frequency rate, Span stepped, boolean byUs) ->
                words(kind, at.nanos(), Double.toHexString(rate.fraction()), stepped.nanos(), byUs ? "us" : "other");
            case OperatorRequest(SystemInstant at, Request request) -> words(kind, at.nanos(), text(request));
            case Temperature(SystemInstant at, double celsius) ->
                words(kind, at.nanos(), Double.toHexString(celsius));
            case LeapSeconds(SystemInstant at, LeapTable table) ->
                words(kind, at.nanos(), ClockSettingsText.text(table));
            case Silence(SystemInstant at) -> words(kind, at.nanos());
        };
    }

    private static String text(Request request) {
        return switch (request) {
            case ClockRequest clock -> ClockRequestText.text(clock);
        };
    }

    private static Observation observation(Fields fields) throws LogException {
        String kind = fields.word("kind", KINDS);
        return switch (kind) {
            case "pulse" -> new PulseEdge(fields.source("source"), fields.instant("time"));
            case "label" -> new SecondLabel(fields.source("source"), fields.instant("time"), second(fields),
                    fields.oneOf("standing", Standing.values()), leap(fields),
                    (int) fields.whole("weeks", Integer.MIN_VALUE, Integer.MAX_VALUE));
            case "sample" -> new ExternalSample(fields.source("source"), fields.instant("time"),
                    fields.span("offset"), leap(fields));
            case "exchange" -> new Exchange(fields.source("source"), fields.instant("time"), fields.span("offset"),
                    fields.span("delay"), fields.span("root delay"), fields.span("root dispersion"),
                    (int) fields.whole("stratum", Integer.MIN_VALUE, Integer.MAX_VALUE), leap(fields));
            case "report" -> new DeviceReport(fields.source("source"), fields.instant("time"),
                    fields.oneOf("condition", Condition.values()), FreeText.read(fields, "detail"));
            case "clock" -> new ClockChanged(fields.instant("time"), frequency(fields), fields.span("step"),
                    byUs(fields));
            case "request" -> new OperatorRequest(fields.instant("time"), ClockRequestText.read(fields));
            case "temperature" -> new Temperature(fields.instant("time"), fields.real("temperature"));
            case "leapseconds" -> new LeapSeconds(fields.instant("time"), ClockSettingsText.leapTable(fields));
            case "silence" -> new Silence(fields.instant("time"));
            default -> throw fields.wrong("kind", kind, KINDS);
        };
    }

    private static LeapIndicator leap(Fields fields) throws LogException {
        return fields.oneOf("leap", LeapIndicator.values());
    }

    private static UtcInstant second(Fields fields) throws LogException {
        long second = fields.whole("second", Long.MIN_VALUE, Long.MAX_VALUE);
        int nano = (int) fields.whole("nanosecond", 0, 1_999_999_999);
        if (nano >= 1_000_000_000 && Math.floorMod(second, 60) != 59) {
            throw fields.wrong("second", Long.toString(second), "second 59 of a minute before a leap second");
        }
        return new UtcInstant(second, nano);
    }

    static Frequency frequency(Fields fields) throws LogException {
        double fraction = fields.real("rate");
        if (!Double.isFinite(fraction)) {
            throw fields.wrong("rate", Double.toString(fraction), "a finite number");
        }
        return new Frequency(fraction);
    }

    private static boolean byUs(Fields fields) throws LogException {
        String expected = "us or other";
        String who = fields.word("who", expected);
        return switch (who) {
            case "us" -> true;
            case "other" -> false;
            default -> throw fields.wrong("who", who, expected);
        };
    }

    /// Words one blank apart.
    static String words(Object... words) {
        return Arrays.stream(words).map(Object::toString).collect(Collectors.joining(" "));
    }

    private static int check(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return (int) crc.getValue();
    }

    private static String bits(int bits) {
        String digits = Integer.toHexString(bits);
        return "0".repeat(8 - digits.length()) + digits;
    }
}
