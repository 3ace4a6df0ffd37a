package org.timeball.gnss.gpsd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One request of a client: a word and what stands behind its `=`.
///
/// @param word such as `WATCH`, or the whole text if it is no request
/// @param argument a JSON object, or empty
record Request(String word, String argument) {
    /// Longer requests than any client's are cut and so not understood.
    private static final int MAX_LENGTH = 4096;

    /// Cuts bytes into requests at `;` and line ends, across any pieces.
    static final class Reader {
        private final byte[] text = new byte[MAX_LENGTH];
        private int length;

        List<Request> accept(byte[] bytes) {
            List<Request> requests = new ArrayList<>();
            for (byte b : bytes) {
                if (b != ';' && b != '\n' && b != '\r') {
                    text[length] = b;
                    length = Math.min(length + 1, MAX_LENGTH - 1);
                } else if (length > 0) {
                    requests.add(of(new String(text, 0, length, StandardCharsets.UTF_8)));
                    length = 0;
                }
            }
            return requests;
        }
    }

    static Request of(String text) {
        String plain = text.strip();
        if (!plain.startsWith("?")) {
            return new Request(plain, "");
        }
        int equals = plain.indexOf('=');
        return equals < 0
                ? new Request(plain.substring(1).strip(), "")
                : new Request(plain.substring(1, equals).strip(), plain.substring(equals + 1).strip());
    }
}
