package org.timeball.gnss.gpsd;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import org.timeball.gnss.receiver.FixReport;
import org.timeball.gnss.receiver.FixReport.Aid;
import org.timeball.gnss.receiver.FixReport.Position;
import org.timeball.gnss.receiver.FixState.Mode;
import org.timeball.gnss.sky.Satellite;
import org.timeball.timekeeping.time.UtcInstant;

/// Writes a fix as gpsd's objects TPV, SKY and GST, each a line without its end.
public final class ReportWriter {
    private static final int NANOS = 1_000_000_000;
    private static final int NANOS_PER_MILLI = 1_000_000;
    /// Decimal places: of degrees (0.1 mm), of everything else.
    private static final int DEGREE_PLACES = 9;
    private static final int PLACES = 4;
    private static final int TIME_PLACES = 9;

    private final Optional<String> device;

    /// @param device the path to name in each object, if any
    public ReportWriter(Optional<String> device) {
        this.device = device;
    }

    /// Time, position, velocity.
    public String tpv(FixReport fix) {
        return object("TPV", json -> {
            json.writeNumberField("mode", fix.mode().map(ReportWriter::number).orElse(0));
            int status = status(fix.aid());
            if (status != 0) {
                json.writeNumberField("status", status);
            }
            if (fix.time().isPresent()) {
                json.writeStringField("time", time(fix.time().get()));
                JsonLine.decimal(json, "ept", fix.accuracy().timeSeconds(), TIME_PLACES);
            }
            if (fix.leapSeconds().isPresent()) {
                json.writeNumberField("leapseconds", fix.leapSeconds().getAsInt());
            }
            position(json, fix.position());
            JsonLine.decimal(json, "track", fix.motion().courseDegrees(), PLACES);
            JsonLine.decimal(json, "speed", fix.motion().speed(), PLACES);
            JsonLine.decimal(json, "climb", fix.motion().climb(), PLACES);
            JsonLine.decimal(json, "eph", fix.accuracy().horizontalMetres(), PLACES);
            JsonLine.decimal(json, "epv", fix.accuracy().verticalMetres(), PLACES);
        });
    }

    /// Satellites and their geometry.
    public String sky(FixReport fix) {
        return object("SKY", json -> {
            if (fix.time().isPresent()) {
                json.writeStringField("time", time(fix.time().get()));
            }
            JsonLine.decimal(json, "gdop", fix.dilution().geometric(), PLACES);
            JsonLine.decimal(json, "hdop", fix.dilution().horizontal(), PLACES);
            JsonLine.decimal(json, "pdop", fix.dilution().position(), PLACES);
            JsonLine.decimal(json, "tdop", fix.dilution().time(), PLACES);
            JsonLine.decimal(json, "vdop", fix.dilution().vertical(), PLACES);
            json.writeNumberField("nSat", fix.sky().size());
            json.writeNumberField("uSat", fix.satellitesUsed());
            json.writeArrayFieldStart("satellites");
            for (Satellite satellite : fix.sky()) {
                satellite(json, satellite);
            }
            json.writeEndArray();
        });
    }

    /// The errors of the fix, where the receiver sent them in that form.
    public Optional<String> gst(FixReport fix) {
        return fix.accuracy().ellipse().map(ellipse -> object("GST", json -> {
            if (fix.time().isPresent()) {
                json.writeStringField("time", time(fix.time().get()));
            }
            JsonLine.decimal(json, "rms", ellipse.rangeMetres(), PLACES);
            JsonLine.decimal(json, "major", ellipse.majorMetres(), PLACES);
            JsonLine.decimal(json, "minor", ellipse.minorMetres(), PLACES);
            JsonLine.decimal(json, "orient", ellipse.orientationDegrees(), PLACES);
            JsonLine.decimal(json, "lat", ellipse.latitudeMetres(), PLACES);
            JsonLine.decimal(json, "lon", ellipse.longitudeMetres(), PLACES);
            JsonLine.decimal(json, "alt", ellipse.altitudeMetres(), PLACES);
        }));
    }

    /// An instant as gpsd writes it: ISO 8601 with three decimals.
    static String time(UtcInstant instant) {
        int nanos = instant.nanoOfSecond();
        String second = new UtcInstant(instant.epochSecond(), nanos / NANOS * NANOS).toString();
        String millis = Integer.toString(1000 + nanos % NANOS / NANOS_PER_MILLI);
        return second.substring(0, second.length() - 1) + "." + millis.substring(1) + "Z";
    }

    private static void position(JsonGenerator json, Position place) throws IOException {
        JsonLine.decimal(json, "lat", place.latitudeDegrees(), DEGREE_PLACES);
        JsonLine.decimal(json, "lon", place.longitudeDegrees(), DEGREE_PLACES);
        JsonLine.decimal(json, "altHAE", place.heightMetres(), PLACES);
        JsonLine.decimal(json, "altMSL", place.altitudeMetres(), PLACES);
        JsonLine.decimal(json, "alt", place.altitudeMetres(), PLACES);
        JsonLine.decimal(json, "geoidSep", place.separationMetres(), PLACES);
    }

    private static void satellite(JsonGenerator json, Satellite satellite) throws IOException {
        json.writeStartObject();
        json.writeNumberField("PRN", nmeaNumber(satellite));
        json.writeNumberField("gnssid", satellite.system().ordinal());
        json.writeNumberField("svid", satellite.number());
        JsonLine.decimal(json, "az", satellite.azimuthDegrees(), 1);
        JsonLine.decimal(json, "el", satellite.elevationDegrees(), 1);
        JsonLine.decimal(json, "ss", satellite.cn0DbHz(), 1);
        json.writeBooleanField("used", satellite.used());
        json.writeEndObject();
    }

    /// The number in the one range that gpsd's PRN has.
    private static int nmeaNumber(Satellite satellite) {
        return satellite.number() + switch (satellite.system()) {
            case GPS -> 0;
            case SBAS -> -87;
            case GALILEO -> 300;
            case BEIDOU -> 400;
            case IMES -> 172;
            case QZSS -> 192;
            case GLONASS -> 64;
            case NAVIC -> 500;
        };
    }

    private static int number(Mode mode) {
        return switch (mode) {
            case NONE -> 1;
            case TWO_D -> 2;
            case THREE_D -> 3;
        };
    }

    /// gpsd's status; 0 for an ordinary fix, which it does not mention.
    private static int status(Aid aid) {
        return switch (aid) {
            case NONE -> 0;
            case DIFFERENTIAL -> 2;
            case RTK_FIXED -> 3;
            case RTK_FLOAT -> 4;
            case DEAD_RECKONING -> 5;
            case GNSS_AND_DEAD_RECKONING -> 6;
            case TIME_ONLY -> 7;
            case SIMULATED -> 8;
            case PRECISE -> 9;
        };
    }

    private String object(String kind, JsonLine.Body body) {
        return JsonLine.of(kind, json -> {
            if (device.isPresent()) {
                json.writeStringField("device", device.get());
            }
            body.write(json);
        });
    }
}
