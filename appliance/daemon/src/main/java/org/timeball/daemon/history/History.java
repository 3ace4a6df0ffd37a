package org.timeball.daemon.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.status.StatusReport;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// How the clock did over the last hour, day and month. On the world's thread.
///
/// What is kept in files is written every ten minutes and at the end, to spare a memory card: 65 kB each time. Moments at
/// which nobody vouched for the clock leave gaps.
public final class History implements AutoCloseable {
    private static final Span WRITTEN_EVERY = Span.ofSeconds(600);
    private static final int POINTS = 720;
    private static final int DAYS_OF_A_MONTH = 31;

    private final World world;
    private final Consumer<Runnable> aside;
    private final @Nullable String directory;
    private final Map<String, HistoryRing> rings = new LinkedHashMap<>();
    private @Nullable Timer timer;
    private boolean failed;

    /// @param directory of the files; null keeps the history in memory alone
    /// @param aside does something that takes long without holding the world up
    public History(World world, @Nullable String directory, Consumer<Runnable> aside) {
        this.world = world;
        this.directory = directory;
        this.aside = aside;
        rings.put("hour", new HistoryRing(5, POINTS));
        rings.put("day", new HistoryRing(120, POINTS));
        rings.put("month", new HistoryRing(3_600, 24 * DAYS_OF_A_MONTH));
    }

    /// Takes in what was kept, and keeps it from now on.
    public void start() {
        if (directory == null) {
            return;
        }
        rings.forEach((name, ring) -> read(path(directory, name), ring));
        timer = world.timers().after(WRITTEN_EVERY, this::writeAside);
    }

    private static String path(String directory, String name) {
        return directory + "/" + name + ".history";
    }

    private void read(String path, HistoryRing ring) {
        try {
            Optional<byte[]> bytes = world.files().read(path);
            if (bytes.isPresent()) {
                HistoryFile.points(ring, bytes.get()).ifPresentOrElse(ring::restore, () -> Logger.warn(
                        "{} is damaged or of another version; the history begins anew", path));
            }
        } catch (WorldException e) {
            Logger.warn("The history is not read: {}", e.getMessage());
        }
    }

    /// `hour`, `day` and `month`.
    public Iterable<String> spans() {
        return rings.keySet();
    }

    public HistoryRing ring(String span) {
        HistoryRing ring = rings.get(span);
        if (ring == null) {
            throw new IllegalArgumentException("there is no history of '" + span + "'");
        }
        return ring;
    }

    /// Takes in how the clock does; to be called once a second.
    public void look(StatusReport report) {
        if (Double.isFinite(report.boundSeconds())) {
            long now = report.reading().now().epochSecond();
            var timing = report.reading().timing();
            rings.values().forEach(ring -> ring.add(now, timing.offsetSeconds(), report.boundSeconds(),
                    timing.frequencyPpm()));
        }
    }

    private void writeAside() {
        timer = world.timers().after(WRITTEN_EVERY, this::writeAside);
        Map<String, byte[]> files = files();
        aside.accept(() -> write(files));
    }

    private Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (directory != null) {
            rings.forEach((name, ring) -> files.put(path(directory, name), HistoryFile.bytes(ring)));
        }
        return files;
    }

    private synchronized void write(Map<String, byte[]> files) {
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                world.files().replace(file.getKey(), file.getValue());
            }
            failed = false;
        } catch (WorldException e) {
            if (!failed) {
                Logger.warn("The history is not kept: {} (historydir)", e.getMessage());
            }
            failed = true;
        }
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
        }
        write(files());
    }
}
