package org.timeball.gnss.feed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Cuts a stream of bytes into lines, across any pieces. A line that grows too long is dropped to its end.
final class LineCutter {
    /// gpsd's own limit of one object (GPS_JSON_RESPONSE_MAX) is 10,240 bytes; newer versions allow some more.
    static final int MAX_LENGTH = 65_536;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean tooLong;

    List<String> accept(byte[] bytes) {
        List<String> lines = new ArrayList<>();
        for (byte b : bytes) {
            if (b != '\n') {
                tooLong |= line.size() >= MAX_LENGTH;
                if (!tooLong) {
                    line.write(b);
                }
                continue;
            }
            String text = line.toString(StandardCharsets.UTF_8).strip();
            if (!tooLong && !text.isEmpty()) {
                lines.add(text);
            }
            line.reset();
            tooLong = false;
        }
        return lines;
    }
}
