package org.timeball.gnss.nmea;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes sentences for tests: adds `$`, checksum and line end.
public final class Sentences {
    private Sentences() {
    }

    /// @param bodies the text between `$` and `*` of each sentence
    public static byte[] bytes(String... bodies) {
        StringBuilder text = new StringBuilder();
        for (String body : bodies) {
            text.append(line(body));
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    public static String line(String body) {
        int sum = body.chars().reduce(0, (a, b) -> a ^ b);
        return "$%s*%02X\r\n".formatted(body, sum);
    }

    public static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }
}
