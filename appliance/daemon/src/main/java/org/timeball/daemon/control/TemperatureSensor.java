package org.timeball.daemon.control;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// Reads a thermometer at intervals: a file with one number in thousandths of a degree, as the kernel's hwmon and thermal
/// zones have it. When it cannot be read, that is said once until it can be again.
public final class TemperatureSensor implements AutoCloseable {
    private static final double PER_DEGREE = 1000;

    private final World world;
    private final String path;
    private final Span interval;
    private final Consumer<? super Observation.Temperature> consumer;
    private final Consumer<String> warnings;
    private boolean failed;
    private @Nullable Timer timer;

    public TemperatureSensor(World world, String path, Span interval,
            Consumer<? super Observation.Temperature> consumer) {
        this(world, path, interval, consumer, Logger::warn);
    }

    /// @param warnings told what is wrong, once each
    TemperatureSensor(World world, String path, Span interval, Consumer<? super Observation.Temperature> consumer,
            Consumer<String> warnings) {
        this.world = world;
        this.path = path;
        this.interval = interval;
        this.consumer = consumer;
        this.warnings = warnings;
    }

    /// Reads it now and keeps reading it.
    public void start() {
        read();
        timer = world.timers().after(interval, this::start);
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void read() {
        String problem;
        try {
            Optional<byte[]> content = world.files().read(path);
            String text = content.map(bytes -> new String(bytes, StandardCharsets.US_ASCII).strip()).orElse("");
            if (!text.isEmpty()) {
                double value = Double.parseDouble(text);
                if (Double.isFinite(value)) {
                    failed = false;
                    consumer.accept(new Observation.Temperature(world.clock().now(), value / PER_DEGREE));
                    return;
                }
            }
            problem = path + (content.isEmpty() ? ": there is no such file" : ": '" + text + "' is not a temperature");
        } catch (NumberFormatException e) {
            problem = path + ": its content is not a number";
        } catch (WorldException e) {
            problem = String.valueOf(e.getMessage());
        }
        if (!failed) {
            warnings.accept("The temperature is not known: " + problem
                    + "; expected thousandths of a degree, such as 41250");
        }
        failed = true;
    }
}
