package org.timeball.gnss.gpsd;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.observation.Observation.SecondLabel;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// The objects of the service beside the fix: what it is, what it has, what a client asked for, pulses and errors.
final class Answers {
    private static final int GPS = 1;
    /// Powers of two of a second: user space stamps serial bytes, the kernel stamps pulses.
    private static final int SERIAL_PRECISION = -10;
    private static final int PULSE_PRECISION = -20;
    private static final long NANOS = 1_000_000_000L;

    private final GpsdSettings settings;
    private final String path;
    private final int baud;

    /// @param path of the one device that there is
    /// @param baud its speed
    Answers(GpsdSettings settings, String path, int baud) {
        this.settings = settings;
        this.path = path;
        this.baud = baud;
    }

    String version() {
        return JsonLine.of("VERSION", json -> {
            json.writeStringField("release", settings.release());
            json.writeStringField("rev", settings.release());
            json.writeNumberField("proto_major", settings.protocolMajor());
            json.writeNumberField("proto_minor", settings.protocolMinor());
        });
    }

    /// @param heard what the receiver turned out to be; empty before its first word
    String devices(Optional<Device> heard) {
        return JsonLine.of("DEVICES", json -> {
            json.writeArrayFieldStart("devices");
            json.writeStartObject();
            json.writeStringField("class", "DEVICE");
            device(json, heard);
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    String device(Optional<Device> heard) {
        return JsonLine.of("DEVICE", json -> device(json, heard));
    }

    private void device(JsonGenerator json, Optional<Device> heard) throws IOException {
        json.writeStringField("path", path);
        if (heard.isPresent()) {
            json.writeStringField("driver", heard.get().binary() ? "u-blox" : "NMEA0183");
            json.writeStringField("activated", ReportWriter.time(heard.get().since()));
            json.writeNumberField("flags", GPS);
            json.writeNumberField("native", heard.get().binary() ? 1 : 0);
        }
        json.writeNumberField("bps", baud);
        json.writeStringField("parity", "N");
        json.writeNumberField("stopbits", 1);
        json.writeNumberField("cycle", 1);
    }

    static String watch(Watch watch) {
        return JsonLine.of("WATCH", json -> {
            json.writeBooleanField("enable", watch.enable());
            json.writeBooleanField("json", watch.json());
            json.writeBooleanField("nmea", watch.nmea());
            json.writeNumberField("raw", watch.raw());
            json.writeBooleanField("scaled", watch.scaled());
            json.writeBooleanField("timing", watch.timing());
            json.writeBooleanField("split24", watch.split24());
            json.writeBooleanField("pps", watch.pps());
            if (!watch.device().isEmpty()) {
                json.writeStringField("device", watch.device());
            }
        });
    }

    /// @param tpv, gst and sky as objects, where there are any
    static String poll(UtcInstant now, List<String> tpv, List<String> gst, List<String> sky) {
        return JsonLine.of("POLL", json -> {
            json.writeStringField("time", ReportWriter.time(now));
            json.writeNumberField("active", tpv.isEmpty() ? 0 : 1);
            array(json, "tpv", tpv);
            array(json, "gst", gst);
            array(json, "sky", sky);
        });
    }

    private static void array(JsonGenerator json, String name, List<String> objects) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue("[" + String.join(",", objects) + "]");
    }

    static String error(String message) {
        return JsonLine.of("ERROR", json -> json.writeStringField("message", message));
    }

    /// When the serial sentence of a second came.
    String toff(SecondLabel label) {
        return JsonLine.of("TOFF", json -> times(json, label.second(), label.at(), SERIAL_PRECISION));
    }

    /// When the pulse of a second came.
    ///
    /// @param earlyPicos by how much it came early, if the receiver announced it
    String pulse(UtcInstant second, SystemInstant reading, Optional<Long> earlyPicos) {
        return JsonLine.of("PPS", json -> {
            times(json, second, reading, PULSE_PRECISION);
            if (earlyPicos.isPresent()) {
                json.writeNumberField("qErr", earlyPicos.get());
            }
        });
    }

    private void times(JsonGenerator json, UtcInstant real, SystemInstant clock, int precision) throws IOException {
        json.writeStringField("device", path);
        json.writeNumberField("real_sec", real.epochSecond());
        json.writeNumberField("real_nsec", real.nanoOfSecond() % NANOS);
        json.writeNumberField("clock_sec", Math.floorDiv(clock.nanos(), NANOS));
        json.writeNumberField("clock_nsec", Math.floorMod(clock.nanos(), NANOS));
        json.writeNumberField("precision", precision);
    }

    /// @param binary it speaks UBX
    /// @param since when it was first heard
    record Device(boolean binary, UtcInstant since) {
    }
}
