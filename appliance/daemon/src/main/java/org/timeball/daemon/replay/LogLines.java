package org.timeball.daemon.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The whole lines of a log, one by one, in bounded memory. A last line without its end was cut off when the power went
/// or the disk was full, and is left out; after a power cut it may be a long row of zero bytes.
final class LogLines {
    /// No line that we write comes near it.
    private static final int MOST_CHARS = 1 << 20;

    private final String place;
    private final InputStream in;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private long number;
    private boolean cut;

    /// @param place name of the log
    /// @param in buffered; stays the caller's to close
    LogLines(String place, InputStream in) {
        this.place = place;
        this.in = in;
    }

    /// The next whole line without its end; null at the end of the log.
    ///
    /// @throws UncheckedIOException if the medium fails
    @Nullable
    String next() throws LogException {
        bytes.reset();
        long length = 0;
        try {
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    cut = length > 0;
                    return null;
                }
                if (++length <= MOST_CHARS) {
                    bytes.write(b);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        number++;
        if (length > MOST_CHARS) {
            throw new LogException(place, number,
                    "the line has " + length + " characters; expected at most " + MOST_CHARS);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    String place() {
        return place;
    }

    /// Number of the last line that was read, from 1.
    long number() {
        return number;
    }

    /// Whether the log ended in the middle of a line.
    boolean cut() {
        return cut;
    }
}
