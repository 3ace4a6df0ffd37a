package org.timeball.gnss.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// What one line of gpsd's says of time.
sealed interface GpsdReport {
    /// A moment that gpsd knows in both timescales.
    ///
    /// @param pulse whether a pulse marked it (PPS); otherwise a message named it (TOFF)
    /// @param device path of the receiver
    /// @param clock what the kernel's clock read
    /// @param truth what the receiver says, counted like POSIX time
    /// @param early by how much the pulse came before the second, as the receiver says (qErr); else zero
    record Timed(boolean pulse, String device, SystemInstant clock, SystemInstant truth, Span early)
            implements
                GpsdReport {
        /// Our clock minus the truth, with the pulse's own error taken out.
        Span offset() {
            return clock.since(truth).plus(early);
        }
    }

    /// A fix, or that there is none (TPV).
    ///
    /// @param mode 0 unknown, 1 none, 2 in two dimensions, 3 in three
    record Fix(String device, int mode) implements GpsdReport {
    }

    /// How an oscillator fares that a receiver steers and whose pulses gpsd passes on (OSC).
    ///
    /// @param trusted whether it runs, hears its reference and is disciplined by it
    record Oscillator(String device, boolean trusted) implements GpsdReport {
    }

    /// gpsd's list of receivers (DEVICES).
    record Devices(int count) implements GpsdReport {
    }

    /// A report of something else: positions, satellites, versions.
    record Other() implements GpsdReport {
    }

    JsonFactory JSON = new JsonFactory();
    long NANOS = 1_000_000_000L;
    /// 2106: what lies behind is no time of this receiver.
    long LAST_SECOND = 1L << 32;

    /// @param line one object without its line end
    /// @return empty if it is no object, or lacks or garbles what it must have
    static Optional<GpsdReport> of(String line) {
        Map<String, String> fields = new HashMap<>();
        int devices = 0;
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.START_ARRAY && name.equals("devices")) {
                    devices = members(parser);
                } else if (value.isScalarValue()) {
                    fields.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                return Optional.empty();
            }
            return of(fields, devices);
        } catch (IOException | NumberFormatException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static int members(JsonParser parser) throws IOException {
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
            parser.skipChildren();
            count++;
        }
        return count;
    }

    private static Optional<GpsdReport> of(Map<String, String> fields, int devices) {
        String device = fields.getOrDefault("device", "");
        return switch (fields.getOrDefault("class", "")) {
            case "" -> Optional.empty();
            case "PPS" -> timed(fields, true, device);
            case "TOFF" -> timed(fields, false, device);
            case "TPV" -> Optional.of(new Fix(device, Integer.parseInt(fields.getOrDefault("mode", "0"))));
            case "OSC" -> Optional.of(new Oscillator(device,
                    is(fields, "running") && is(fields, "reference") && is(fields, "disciplined")));
            case "DEVICES" -> Optional.of(new Devices(devices));
            default -> Optional.of(new Other());
        };
    }

    private static boolean is(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "").equals("true");
    }

    private static Optional<GpsdReport> timed(Map<String, String> fields, boolean pulse, String device) {
        Optional<SystemInstant> clock = instant(fields, "clock");
        Optional<SystemInstant> truth = instant(fields, "real");
        if (clock.isEmpty() || truth.isEmpty()) {
            return Optional.empty();
        }
        // qErr is in picoseconds; what a receiver means by it stays far below a microsecond.
        long picos = pulse ? Long.parseLong(fields.getOrDefault("qErr", "0")) : 0;
        if (Math.abs(picos) > 1_000_000) {
            return Optional.empty();
        }
        return Optional.of(new Timed(pulse, device, clock.get(), truth.get(), Span.ofNanos(Math.round(picos / 1e3))));
    }

    private static Optional<SystemInstant> instant(Map<String, String> fields, String name) {
        long seconds = Long.parseLong(fields.getOrDefault(name + "_sec", "-1"));
        long nanos = Long.parseLong(fields.getOrDefault(name + "_nsec", "-1"));
        return seconds < 0 || seconds >= LAST_SECOND || nanos < 0 || nanos >= NANOS
                ? Optional.empty()
                : Optional.of(new SystemInstant(seconds * NANOS + nanos));
    }
}
