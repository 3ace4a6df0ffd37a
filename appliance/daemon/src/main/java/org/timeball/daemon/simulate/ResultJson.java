package org.timeball.daemon.simulate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;
import org.timeball.simulator.scenario.Figure;
import org.timeball.simulator.scenario.Result;

/// One run as one line of JSON: the scenario, the seed, and every figure under its key; null where the scenario has no
/// such figure.
final class ResultJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ResultJson() {
    }

    static String line(Result result) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("scenario", result.scenario());
            json.writeNumberField("seed", result.seed());
            for (Figure figure : Figure.values()) {
                OptionalDouble value = result.figure(figure);
                if (value.isPresent()) {
                    json.writeNumberField(figure.key(), value.getAsDouble());
                } else {
                    json.writeNullField(figure.key());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter refused text", e);
        }
        return line.toString();
    }
}
