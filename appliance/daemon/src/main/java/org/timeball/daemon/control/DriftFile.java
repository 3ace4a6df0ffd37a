package org.timeball.daemon.control;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.snapshot.Tracking;
import org.timeball.timekeeping.steering.SteeringSettings.KnownDrift;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// The oscillator's rate error, kept over a restart: two numbers in ppm, the error (positive: the clock gains) and its
/// uncertainty, as chrony's drift file has them.
///
/// A file that is missing, empty or damaged is as if there were none, and said once. Written at intervals while the rate
/// is known, and on closing.
public final class DriftFile implements AutoCloseable {
    /// `driftfile FILE` without `interval`.
    public static final Span DEFAULT_INTERVAL = Span.ofSeconds(3600);
    /// No clock can be corrected by more; a larger number is damage, not knowledge.
    private static final double MOST_PPM = 100_000;

    private final World world;
    private final String path;
    private final Span interval;
    private final Consumer<String> warnings;
    private boolean failed;
    private @Nullable Timer timer;
    private Supplier<TimingSnapshot> snapshots;

    /// @param interval at most how often it is written
    public DriftFile(World world, String path, Span interval) {
        this(world, path, interval, Logger::warn);
    }

    /// @param warnings told what is wrong, once each
    DriftFile(World world, String path, Span interval, Consumer<String> warnings) {
        this.world = world;
        this.path = path;
        this.interval = interval;
        this.warnings = warnings;
        snapshots = () -> TimingSnapshot.unsynchronised(world.clock().now());
    }

    /// What it says; empty if there is nothing to be had.
    public Optional<KnownDrift> read() {
        try {
            Optional<byte[]> content = world.files().read(path);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            String text = new String(content.get(), StandardCharsets.US_ASCII).strip();
            Optional<KnownDrift> known = parse(text);
            if (known.isEmpty()) {
                warnings.accept(path + " is " + (text.isEmpty() ? "empty" : "damaged") + " and not used: expected two"
                        + " numbers in ppm, such as '12.5 0.1'; it will be written anew");
            } else {
                Logger.info("Frequency {} ppm read from {}", inWords(known.get()), path);
            }
            return known;
        } catch (WorldException e) {
            warnings.accept("The drift file is not used: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static String inWords(KnownDrift drift) {
        return "%.3f +/- %.3f".formatted(drift.ppm(), drift.skewPpm());
    }

    private static Optional<KnownDrift> parse(String text) {
        String[] words = text.split("\\s+");
        if (words.length != 2) {
            return Optional.empty();
        }
        try {
            double ppm = Double.parseDouble(words[0]);
            double skew = Double.parseDouble(words[1]);
            return Math.abs(ppm) <= MOST_PPM && skew >= 0 && Double.isFinite(skew)
                    ? Optional.of(new KnownDrift(ppm, skew))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// Lets the clock run at the rate that the file tells, until sources tell better.
    public void apply(KnownDrift drift) {
        try {
            world.clock().setRate(new Frequency(-drift.ppm() * 1e-6));
        } catch (WorldException e) {
            Logger.error("The clock cannot be steered: {}", e.getMessage());
        }
    }

    /// Keeps it written from now on.
    public void keep(Supplier<TimingSnapshot> latest) {
        snapshots = latest;
        timer = world.timers().after(interval, this::again);
    }

    private void again() {
        write();
        timer = world.timers().after(interval, this::again);
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
            write();
        }
    }

    /// Nothing is written before the first lock, or when the clock is not trusted any more.
    private void write() {
        TimingSnapshot snapshot = snapshots.get();
        if (snapshot.lock() != Lock.LOCKED && snapshot.lock() != Lock.HOLDOVER) {
            return;
        }
        Tracking tracking = snapshot.clock().tracking();
        String text = String.format(Locale.ROOT, "%20.6f %20.6f\n", tracking.frequencyPpm(), tracking.skewPpm());
        try {
            world.files().replace(path, text.getBytes(StandardCharsets.US_ASCII));
            failed = false;
        } catch (WorldException e) {
            if (!failed) {
                warnings.accept("The drift file is not written: " + e.getMessage());
            }
            failed = true;
        }
    }
}
