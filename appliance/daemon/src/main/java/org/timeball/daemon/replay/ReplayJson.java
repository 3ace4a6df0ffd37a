package org.timeball.daemon.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.timeball.daemon.replay.ReplayReport.ClockStep;
import org.timeball.daemon.replay.ReplayReport.LockChange;
import org.timeball.daemon.status.CauseWords;
import org.timeball.timekeeping.snapshot.TimingSnapshot;

/// The result of a replay as one JSON object on one line. Names end with their unit.
final class ReplayJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ReplayJson() {
    }

    static String line(ReplayReport report) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            write(report, json);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter refused text", e);
        }
        return line + "\n";
    }

    private static void write(ReplayReport report, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("log", report.log());
        json.writeStringField("machine", report.machine());
        json.writeBooleanField("same", report.problem().isEmpty());
        json.writeStringField("problem", report.problem().orElse(null));
        json.writeBooleanField("cut", report.cut());
        json.writeStringField("start", ReplayText.time(report.start()));
        json.writeNumberField("durationSeconds", report.duration().seconds());
        json.writeNumberField("observations", report.steps());
        json.writeObjectFieldStart("kinds");
        for (Map.Entry<String, Long> kind : report.kinds().entrySet()) {
            json.writeNumberField(kind.getKey(), kind.getValue());
        }
        json.writeEndObject();
        events(report, json);
        TimingSnapshot end = report.end();
        json.writeStringField("lock", ReplayText.word(end.lock()));
        json.writeNumberField("stratum", end.stratum());
        number(json, "offsetSeconds", end.offsetSeconds());
        number(json, "boundSeconds", end.rootDelay().seconds() / 2 + end.rootDispersionSeconds());
        number(json, "frequencyPpm", end.frequencyPpm());
        json.writeNumberField("microsecondsPerStep", report.microsecondsPerStep());
        json.writeEndObject();
    }

    /// JSON has no NaN and no infinity.
    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }

    private static void events(ReplayReport report, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("clockSteps");
        for (ClockStep step : report.clockSteps()) {
            json.writeStartObject();
            json.writeStringField("time", ReplayText.time(step.at()));
            json.writeNumberField("bySeconds", step.by().seconds());
            json.writeBooleanField("byUs", step.byUs());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("locks");
        for (LockChange change : report.locks()) {
            json.writeStartObject();
            json.writeStringField("time", ReplayText.time(change.at()));
            json.writeStringField("lock", ReplayText.word(change.lock()));
            json.writeStringField("cause", change.reason().cause().name());
            json.writeStringField("sentence", CauseWords.of(change.reason()).sentence());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("moreEvents", report.moreEvents());
    }
}
