package org.timeball.daemon.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.timeball.daemon.status.StatusReport;

/// Writes one JSON object a line, at most one a second of uptime.
final class JsonFace implements StatusFace {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final PrintStream out;
    private long lastSecond = Long.MIN_VALUE;

    JsonFace(PrintStream out) {
        this.out = out;
    }

    @Override
    public boolean show(StatusReport report) {
        long second = (long) Math.floor(report.reading().uptimeSeconds());
        if (second != lastSecond) {
            lastSecond = second;
            out.print(line(report) + "\n");
        }
        return !out.checkError();
    }

    static String line(StatusReport report) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            StatusJson.write(report, json);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter refused text", e);
        }
        return line.toString();
    }

    @Override
    public void close() {
        out.flush();
    }
}
