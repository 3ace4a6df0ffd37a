package org.timeball.daemon.rtc;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// What is known of the real-time clock, kept over a restart in chrony's format: four numbers, 1 or 0 for whether the rest
/// counts, the clock's reading (seconds since 1970), by how many seconds it was ahead then, and how many ppm it gains.
///
/// A file that is missing, empty or damaged is as if there were none, and said once.
final class RtcFile {
    /// A real-time clock that gains or loses more is broken, or the file is.
    private static final double MOST_PPM = 10_000;

    private final Files files;
    private final String path;

    RtcFile(Files files, String path) {
        this.files = files;
        this.path = path;
    }

    /// @param reference the real-time clock's reading, seconds
    /// @param fastSeconds by how much it was ahead then
    /// @param gainPpm how fast it gains
    record Known(long reference, double fastSeconds, double gainPpm) {
        /// Whether a clock that works can be so; two comparisons that a busy machine has made may say anything.
        boolean isPossible() {
            return Double.isFinite(fastSeconds) && Math.abs(gainPpm) <= MOST_PPM;
        }

        double fastAt(long second) {
            return fastSeconds + gainPpm * 1e-6 * (second - reference);
        }
    }

    Optional<Known> read() {
        try {
            Optional<byte[]> content = files.read(path);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            String text = new String(content.get(), StandardCharsets.US_ASCII).strip();
            Optional<Known> known = parse(text.split("\\s+"));
            if (known.isEmpty() && !text.startsWith("0")) {
                Logger.warn(
                        "{} is damaged and not used: expected four numbers, such as '1 1767225600 -0.25 3.1'; it will"
                                + " be written anew",
                        path);
            }
            return known;
        } catch (WorldException e) {
            Logger.warn("What was known of the real-time clock is not used: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Known> parse(String[] words) {
        if (words.length != 4 || !words[0].equals("1")) {
            return Optional.empty();
        }
        try {
            Known known = new Known((long) Double.parseDouble(words[1]), Double.parseDouble(words[2]),
                    Double.parseDouble(words[3]));
            return Optional.of(known).filter(Known::isPossible);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    void write(Known known) throws WorldException {
        files.replace(path, String.format(Locale.ROOT, "1 %d %.6f %.3f\n",
                known.reference, known.fastSeconds, known.gainPpm).getBytes(StandardCharsets.US_ASCII));
    }
}
