package org.timeball.daemon.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.timeball.daemon.history.Point;
import org.timeball.ntp.server.ClientActivity;
import org.timeball.timekeeping.time.SystemInstant;

/// What the page's script reads, beside the status. Names end with their unit; what is not known is null.
final class PageJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private PageJson() {
    }

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private static String object(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter refused text", e);
        }
        return text.toString();
    }

    static String details(Details details) {
        return object(json -> {
            json.writeNumberField("clientCount", details.clientCount());
            json.writeArrayFieldStart("clients");
            for (ClientActivity client : details.clients()) {
                json.writeStartObject();
                json.writeStringField("address", client.address().toString());
                json.writeNumberField("ntp", client.ntp().hits());
                json.writeNumberField("dropped", client.ntp().drops());
                json.writeNumberField("nts", client.ntsKe().hits());
                json.writeNumberField("sinceSeconds",
                        Math.max(0, Math.round(details.now().since(client.lastSeen()).seconds())));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("events");
            for (Happening happening : details.happenings()) {
                json.writeStartObject();
                json.writeNumberField("at", milliseconds(happening.at()));
                json.writeBooleanField("warning", happening.warning());
                json.writeStringField("text", happening.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("ptp");
            for (Details.PtpLink link : details.ptp()) {
                json.writeStartObject();
                json.writeStringField("name", link.name());
                json.writeStringField("interface", link.interfaceName());
                json.writeNumberField("domain", link.domain());
                json.writeStringField("transport", link.transport());
                json.writeStringField("clock", link.clock());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /// Of 1970, as scripts count.
    private static long milliseconds(SystemInstant at) {
        return Math.floorDiv(at.nanos(), 1_000_000L);
    }

    static String nts(Optional<NtsReading> reading) {
        return object(json -> {
            json.writeBooleanField("served", reading.isPresent());
            if (reading.isPresent()) {
                NtsReading nts = reading.get();
                json.writeNumberField("port", nts.port());
                json.writeBooleanField("own", nts.own());
                json.writeStringField("fingerprint", nts.fingerprint());
                json.writeStringField("validUntil", nts.validUntil());
            }
        });
    }

    /// @param intervalSeconds of a point
    static String history(int intervalSeconds, List<Point> points) {
        return object(json -> {
            json.writeNumberField("intervalSeconds", intervalSeconds);
            json.writeArrayFieldStart("time");
            for (Point point : points) {
                json.writeNumber(point.startSeconds());
            }
            json.writeEndArray();
            column(json, "offsetSeconds", points, Point::offsetSeconds);
            column(json, "leastSeconds", points, Point::leastSeconds);
            column(json, "mostSeconds", points, Point::mostSeconds);
            column(json, "boundSeconds", points, Point::boundSeconds);
            column(json, "frequencyPpm", points, Point::frequencyPpm);
        });
    }

    private static void column(JsonGenerator json, String name, List<Point> points, ToDoubleFunction<Point> value)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (Point point : points) {
            json.writeNumber((float) value.applyAsDouble(point));
        }
        json.writeEndArray();
    }
}
