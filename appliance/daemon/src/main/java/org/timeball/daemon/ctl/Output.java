package org.timeball.daemon.ctl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.cli.CtlOptions.Style;

/// Writes what the daemon says, in one of three styles.
final class Output {
    private final PrintWriter out;
    private final Style style;
    private final boolean captions;
    private final @Nullable JsonGenerator json;
    private boolean inTable;

    /// @param captions whether columns are explained above a table
    Output(PrintWriter out, Style style, boolean captions) {
        this.out = out;
        this.style = style;
        this.captions = captions;
        json = style == Style.JSON ? generator(out) : null;
    }

    private static JsonGenerator generator(PrintWriter out) {
        try {
            JsonGenerator json = new JsonFactory().createGenerator(out);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            // Each value is a line.
            json.setPrettyPrinter(new MinimalPrettyPrinter(""));
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Begins a table.
    ///
    /// @param header names of the columns, for people
    /// @param legend explains them
    /// @param explain whether the command itself asked for that
    void table(String header, String legend, boolean explain) {
        inTable = true;
        switch (style) {
            case TEXT -> {
                if (captions || explain) {
                    out.print(legend);
                }
                out.print(header);
            }
            case CSV -> {
            }
            case JSON -> write(JsonGenerator::writeStartArray);
        }
    }

    /// Writes a line of the table, or a form that stands alone.
    void sheet(Sheet sheet) {
        switch (style) {
            case TEXT -> out.print(sheet.text());
            case CSV -> out.println(sheet.csv());
            case JSON -> write(generator -> object(generator, sheet));
        }
    }

    private static void object(JsonGenerator json, Sheet sheet) throws IOException {
        json.writeStartObject();
        for (Cell cell : sheet.cells()) {
            if (!cell.key().isEmpty()) {
                json.writeFieldName(cell.key());
                switch (cell.json()) {
                    case Long number -> json.writeNumber(number);
                    case Integer number -> json.writeNumber(number);
                    case Double number -> json.writeNumber(number);
                    case BigDecimal number -> json.writeNumber(number);
                    case Boolean truth -> json.writeBoolean(truth);
                    case null -> json.writeNull();
                    case Object other -> json.writeString(other.toString());
                }
            }
        }
        json.writeEndObject();
    }

    /// Ends the table.
    void end() {
        if (inTable && style == Style.JSON) {
            write(JsonGenerator::writeEndArray);
        }
        inTable = false;
    }

    /// Writes a line for people, which stands beside data.
    void remark(String line) {
        if (style == Style.TEXT) {
            out.println(line);
        }
    }

    /// Writes how an order ended.
    void status(String line) {
        word("status", line);
    }

    /// Writes why there is no answer.
    void failure(String line) {
        end();
        word("error", line);
    }

    /// Writes one word that was asked for.
    void word(String key, String word) {
        if (style == Style.JSON) {
            sheet(Sheet.of("", Cell.word(key, word)));
        } else {
            out.println(word);
        }
    }

    /// Writes text as it is.
    void text(String text) {
        out.print(text);
    }

    void flush() {
        out.flush();
    }

    private void write(Writing writing) {
        try {
            JsonGenerator generator = Objects.requireNonNull(json);
            writing.to(generator);
            if (generator.getOutputContext().inRoot()) {
                generator.flush();
                out.println();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }
}
