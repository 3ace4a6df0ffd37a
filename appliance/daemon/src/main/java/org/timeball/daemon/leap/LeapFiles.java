package org.timeball.daemon.leap;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.leap.LeapTable;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// Reads the configured table of leap seconds, at the start and twice a day, and hands it on when it has changed. What
/// is wrong with it is said once, and again only when it is something else.
public final class LeapFiles implements AutoCloseable {
    private static final Span INTERVAL = Span.ofSeconds(12 * 3600L);
    private static final String ZONES = "/usr/share/zoneinfo/";

    private final World world;
    private final String path;
    private final boolean isZone;
    private final Consumer<? super Observation> consumer;
    private final Consumer<String> warnings;
    private LeapTable table = LeapTable.EMPTY;
    private String complaint = "";
    private @Nullable Timer timer;

    LeapFiles(World world, String path, boolean isZone, Consumer<? super Observation> consumer,
            Consumer<String> warnings) {
        this.world = world;
        this.path = path;
        this.isZone = isZone;
        this.consumer = consumer;
        this.warnings = warnings;
    }

    /// `leapseclist FILE`.
    public static LeapFiles list(World world, String file, Consumer<? super Observation> consumer) {
        return new LeapFiles(world, file, false, consumer, Logger::warn);
    }

    /// `leapsectz ZONE`.
    ///
    /// @param zone name in the time-zone database, such as `right/UTC`, or the path of a compiled zone
    public static LeapFiles zone(World world, String zone, Consumer<? super Observation> consumer) {
        return new LeapFiles(world, zone.startsWith("/") ? zone : ZONES + zone, true, consumer,
                Logger::warn);
    }

    /// Reads it now and keeps reading it.
    public void start() {
        look();
        timer = world.timers().after(INTERVAL, this::start);
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void look() {
        Optional<LeapTable> read = read();
        if (read.isPresent() && !read.get().equals(table)) {
            table = read.get();
            consumer.accept(new Observation.LeapSeconds(world.clock().now(), table));
        }
    }

    private Optional<LeapTable> read() {
        try {
            Optional<byte[]> file = world.files().read(path);
            if (file.isEmpty()) {
                throw new LeapFileException(path + ": there is no such file; leap seconds are known from sources only");
            }
            LeapTable found = isZone
                    ? ZoneLeaps.parse(path, file.get())
                    : LeapList.parse(path, new String(file.get(), StandardCharsets.US_ASCII));
            complaint = "";
            return Optional.of(found);
        } catch (LeapFileException | WorldException e) {
            String now = String.valueOf(e.getMessage());
            if (!now.equals(complaint)) {
                warnings.accept("The table of leap seconds is not used: " + now);
            }
            complaint = now;
            return Optional.empty();
        }
    }
}
