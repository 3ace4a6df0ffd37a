package org.timeball.daemon.console;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.status.BoxReading;
import org.timeball.daemon.status.CauseWords;
import org.timeball.daemon.status.ReceiverReading;
import org.timeball.daemon.status.ServerReading;
import org.timeball.daemon.status.SourceReport;
import org.timeball.daemon.status.StatusReport;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.UtcInstant;

/// The report as one JSON object (RFC 8259). Names end with their unit; what is not known is null.
final class StatusJson {
    private final JsonGenerator json;

    private StatusJson(JsonGenerator json) {
        this.json = json;
    }

    static void write(StatusReport report, JsonGenerator json) throws IOException {
        StatusJson writer = new StatusJson(json);
        json.writeStartObject();
        writer.state(report);
        writer.clock(report);
        writer.receiver(report.reading().receiver());
        writer.server(report.reading().server());
        json.writeArrayFieldStart("sources");
        for (SourceReport source : report.sources()) {
            writer.source(source);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void state(StatusReport report) throws IOException {
        BoxReading reading = report.reading();
        long nanos = reading.now().nanos();
        json.writeStringField("time", new UtcInstant(Math.floorDiv(nanos, 1_000_000_000L),
                (int) Math.floorMod(nanos, 1_000_000_000L)).toString());
        number("uptimeSeconds", reading.uptimeSeconds());
        json.writeStringField("state", report.state().text());
        number("stateSeconds", report.stateSeconds());
        json.writeStringField("headline", report.headline());
        reason(reading.timing().reason(), report.words());
        if (reading.fault().isEmpty()) {
            json.writeNullField("fault");
        } else {
            json.writeStringField("fault", reading.fault());
        }
    }

    private void reason(Reason reason, CauseWords words) throws IOException {
        json.writeObjectFieldStart("reason");
        json.writeStringField("cause", reason.cause().name());
        number("value", reason.value());
        json.writeStringField("brief", words.brief());
        json.writeStringField("sentence", words.sentence());
        json.writeStringField("action", words.action());
        json.writeEndObject();
    }

    private void clock(StatusReport report) throws IOException {
        TimingSnapshot timing = report.reading().timing();
        json.writeNumberField("stratum", report.stratum());
        json.writeStringField("refid", StatusReport.refidText(timing.refid()));
        json.writeStringField("leap", timing.leap().name().toLowerCase(Locale.ROOT));
        number("boundSeconds", report.boundSeconds());
        number("rootDelaySeconds", timing.rootDelay().seconds());
        number("rootDispersionSeconds", timing.rootDispersionAt(report.reading().now().nanos()));
        number("offsetSeconds", timing.offsetSeconds());
        number("frequencyPpm", timing.frequencyPpm());
        number("skewPpm", timing.skewPpm());
        number("correctionPpm", timing.correctionPpm());
        number("trueErrorSeconds", report.reading().trueErrorSeconds());
        number("firstStratumOneSeconds", report.reading().firstStratumOneSeconds());
    }

    private void receiver(@Nullable ReceiverReading receiver) throws IOException {
        if (receiver == null) {
            json.writeNullField("receiver");
            return;
        }
        json.writeObjectFieldStart("receiver");
        json.writeStringField("device", receiver.device());
        json.writeStringField("fix", receiver.fix().text());
        json.writeNumberField("used", receiver.used());
        json.writeNumberField("inView", receiver.inView());
        number("latitudeDegrees", receiver.latitudeDegrees());
        number("longitudeDegrees", receiver.longitudeDegrees());
        json.writeArrayFieldStart("satellites");
        for (ReceiverReading.Satellite satellite : receiver.satellites()) {
            json.writeStartObject();
            json.writeStringField("name", satellite.name());
            number("elevationDegrees", satellite.elevationDegrees());
            number("azimuthDegrees", satellite.azimuthDegrees());
            number("signalDbHz", satellite.signalDbHz());
            json.writeBooleanField("used", satellite.used());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void server(@Nullable ServerReading server) throws IOException {
        if (server == null) {
            json.writeNullField("ntp");
            return;
        }
        json.writeObjectFieldStart("ntp");
        json.writeNumberField("port", server.port());
        json.writeNumberField("requests", server.requests());
        json.writeNumberField("answered", server.answered());
        json.writeNumberField("dropped", server.dropped());
        json.writeNumberField("clients", server.clients());
        json.writeStringField("fastPath", server.fastPath());
        json.writeEndObject();
    }

    private void source(SourceReport report) throws IOException {
        SourceSnapshot source = report.source();
        json.writeStartObject();
        json.writeStringField("name", source.name());
        json.writeStringField("kind", report.kind());
        json.writeStringField("verdict", report.verdict());
        reason(source.reason(), report.why());
        json.writeNumberField("samples", source.samples());
        number("sinceLastSeconds", source.sinceLastSeconds());
        number("lastOffsetSeconds", source.lastOffsetSeconds());
        number("offsetSeconds", source.offsetSeconds());
        number("sigmaSeconds", source.sigmaSeconds());
        number("jitterSeconds", source.jitterSeconds());
        json.writeEndObject();
    }

    /// JSON has no NaN and no infinity.
    private void number(String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }
}
