package org.timeball.daemon.boot;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// The oscillator's rate error, kept over a restart: two numbers in ppm, the error (positive: the clock gains) and its
/// uncertainty, as chrony's drift file has them.
final class DriftFile {
    /// No crystal is off by more; a larger number is damage, not knowledge.
    private static final double MOST_PPM = 1000;

    private final Files files;
    private final String path;
    private boolean failed;

    DriftFile(Files files, String path) {
        this.files = files;
        this.path = path;
    }

    /// The rate error in ppm; empty if there is none to be had.
    Optional<Double> read() {
        try {
            Optional<byte[]> content = files.read(path);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            String text = new String(content.get(), StandardCharsets.US_ASCII).strip();
            Optional<Double> ppm = parse(text);
            if (ppm.isEmpty()) {
                Logger.warn("{} is damaged and not used: expected two numbers in ppm, such as '12.5 0.1'", path);
            } else {
                Logger.info("Frequency {} ppm read from {}", text.replaceFirst("\\s+", " +/- "), path);
            }
            return ppm;
        } catch (WorldException e) {
            Logger.warn("The drift file is not used: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Double> parse(String text) {
        String[] words = text.split("\\s+");
        if (words.length != 2) {
            return Optional.empty();
        }
        try {
            double ppm = Double.parseDouble(words[0]);
            double skew = Double.parseDouble(words[1]);
            return Math.abs(ppm) <= MOST_PPM && skew >= 0 ? Optional.of(ppm) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// Writes what the snapshot knows; nothing before the first lock or when it is not trusted any more.
    void write(TimingSnapshot snapshot) {
        if (snapshot.lock() != Lock.LOCKED && snapshot.lock() != Lock.HOLDOVER) {
            return;
        }
        String text = "%20.6f %20.6f\n".formatted(snapshot.frequencyPpm(), snapshot.skewPpm());
        try {
            files.replace(path, text.getBytes(StandardCharsets.US_ASCII));
            failed = false;
        } catch (WorldException e) {
            if (!failed) {
                Logger.warn("The drift file is not written: {}", e.getMessage());
            }
            failed = true;
        }
    }
}
