package org.timeball.gnss.gpsd;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/// What a client wants to hear.
///
/// @param enable anything at all
/// @param json objects
/// @param nmea sentences: the receiver's own, or made from the fix where it speaks no NMEA
/// @param raw 1 for sentences and frames as text, 2 for bytes as they come
/// @param scaled kept for the client; only AIS would be scaled
/// @param split24 kept for the client; only AIS would be split
/// @param timing kept for the client
/// @param pps pulses and the time of serial sentences
/// @param device only this one; empty for all
record Watch(boolean enable, boolean json, boolean nmea, int raw, boolean scaled, boolean split24, boolean timing,
        boolean pps, String device) {
    static final Watch NOTHING = new Watch(false, false, false, 0, false, false, false, false, "");
    private static final JsonFactory JSON = new JsonFactory();

    /// The same, changed by a request. A request that does not say "enable" enables.
    ///
    /// @param request a JSON object
    /// @throws IOException if it is none
    Watch changedBy(String request) throws IOException {
        Watch next = new Watch(true, json, nmea, raw, scaled, split24, timing, pps, device);
        try (JsonParser parser = JSON.createParser(request)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                parser.skipChildren();
                next = next.with(name, value, parser);
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                throw new IOException("not a whole object");
            }
        }
        return next;
    }

    private Watch with(String name, JsonToken value, JsonParser parser) throws IOException {
        boolean on = value == JsonToken.VALUE_TRUE || value == JsonToken.VALUE_NUMBER_INT && parser.getIntValue() != 0;
        int level = value == JsonToken.VALUE_NUMBER_INT ? Math.clamp(parser.getIntValue(), 0, 2) : on ? 1 : 0;
        return switch (name) {
            case "enable" -> new Watch(on, json, nmea, raw, scaled, split24, timing, pps, device);
            case "json" -> new Watch(enable, on, nmea, raw, scaled, split24, timing, pps, device);
            case "nmea" -> new Watch(enable, json, on, raw, scaled, split24, timing, pps, device);
            case "raw" -> new Watch(enable, json, nmea, level, scaled, split24, timing, pps, device);
            case "scaled" -> new Watch(enable, json, nmea, raw, on, split24, timing, pps, device);
            case "split24" -> new Watch(enable, json, nmea, raw, scaled, on, timing, pps, device);
            case "timing" -> new Watch(enable, json, nmea, raw, scaled, split24, on, pps, device);
            case "pps" -> new Watch(enable, json, nmea, raw, scaled, split24, timing, on, device);
            case "device" -> new Watch(enable, json, nmea, raw, scaled, split24, timing, pps,
                    value == JsonToken.VALUE_STRING ? parser.getText() : "");
            default -> this;
        };
    }

    /// Whether anything of that device is wanted.
    boolean wants(String path) {
        return enable && (device.isEmpty() || device.equals(path));
    }
}
