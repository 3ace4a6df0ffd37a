package org.timeball.daemon.replay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.timeball.timekeeping.observation.Observation;

/// The text form of an observation: printable ASCII, words one blank apart, exact.
///
/// A line is the kind, its components in the order of the record (see [RecordText]), the digest of the decisions that came of it, and a check
/// (CRC32C) of the line itself. Instants and spans are whole nanoseconds.
///
///     pulse 1 1796083261000000123 5ee0a94c 2c1d3bf7
final class ObservationLog {
    private static final String KINDS = "one of pulse, label, sample, exchange, reach, address, added, removed, request, report, "
            + "clock, temperature, leapseconds, silence";

    private static final RecordText COMPONENTS = new RecordText(false);

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
            case Observation.PulseEdge _ -> "pulse";
            case Observation.SecondLabel _ -> "label";
            case Observation.ExternalSample _ -> "sample";
            case Observation.Exchange _ -> "exchange";
            case Observation.Reach _ -> "reach";
            case Observation.OwnAddress _ -> "address";
            case Observation.SourceAdded _ -> "added";
            case Observation.SourceRemoved _ -> "removed";
            case Observation.OperatorRequest _ -> "request";
            case Observation.DeviceReport _ -> "report";
            case Observation.ClockChanged _ -> "clock";
            case Observation.Temperature _ -> "temperature";
            case Observation.LeapSeconds _ -> "leapseconds";
            case Observation.Silence _ -> "silence";
        };
    }

    private static String text(Observation observation) {
        return kind(observation) + " " + COMPONENTS.write((Record) observation);
    }

    private static Observation observation(Fields fields) throws LogException {
        String kind = fields.word("kind", KINDS);
        return switch (kind) {
            case "pulse" -> COMPONENTS.read(fields, Observation.PulseEdge.class);
            case "label" -> COMPONENTS.read(fields, Observation.SecondLabel.class);
            case "sample" -> COMPONENTS.read(fields, Observation.ExternalSample.class);
            case "exchange" -> COMPONENTS.read(fields, Observation.Exchange.class);
            case "reach" -> COMPONENTS.read(fields, Observation.Reach.class);
            case "address" -> COMPONENTS.read(fields, Observation.OwnAddress.class);
            case "added" -> COMPONENTS.read(fields, Observation.SourceAdded.class);
            case "removed" -> COMPONENTS.read(fields, Observation.SourceRemoved.class);
            case "request" -> COMPONENTS.read(fields, Observation.OperatorRequest.class);
            case "report" -> COMPONENTS.read(fields, Observation.DeviceReport.class);
            case "clock" -> COMPONENTS.read(fields, Observation.ClockChanged.class);
            case "temperature" -> COMPONENTS.read(fields, Observation.Temperature.class);
            case "leapseconds" -> COMPONENTS.read(fields, Observation.LeapSeconds.class);
            case "silence" -> COMPONENTS.read(fields, Observation.Silence.class);
            default -> throw fields.wrong("kind", kind, KINDS);
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
