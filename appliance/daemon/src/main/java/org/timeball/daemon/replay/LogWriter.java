package org.timeball.daemon.replay;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.timeball.daemon.control.StepRecorder;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.core.Step;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.SystemInstant;
import org.tinylog.Logger;

/// Writes an observation log, on a thread of its own behind a bounded queue.
///
/// Whoever records is never made to wait and never told of a failure. A disk that is full, fails or cannot keep up ends
/// the log, with one complaint; what stands in it by then can be replayed.
public final class LogWriter implements StepRecorder, AutoCloseable {
    /// More than an hour of a box with one receiver, a few megabytes: no disk sleeps longer.
    private static final int MOST_WAITING = 16_384;
    private static final int BUFFER_BYTES = 65_536;
    private static final long CLOSE_MILLIS = 2000;

    private final String name;
    private final Opening opening;
    private final Consumer<String> complaints;
    private final BlockingQueue<Supplier<String>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean complained = new AtomicBoolean();
    private final Thread thread;
    private volatile boolean ended;

    /// @param name of the log, for the complaint
    /// @param opening opens it; called on the writer's thread, since that too may take its time
    /// @param complaints told of the first failure
    LogWriter(String name, Opening opening, Consumer<String> complaints) {
        this.name = name;
        this.opening = opening;
        this.complaints = complaints;
        thread = Thread.ofPlatform().daemon().name("observation-log").start(this::write);
    }

    /// Writes to a file. One that is there already is kept beside it as `FILE.old`.
    public static LogWriter to(String file) {
        return new LogWriter(file, () -> new BufferedOutputStream(fresh(file), BUFFER_BYTES), Logger::warn);
    }

    private static OutputStream fresh(String file) throws IOException {
        try {
            Path path = Path.of(file);
            if (Files.isRegularFile(path)) {
                Files.move(path, Path.of(file + ".old"), StandardCopyOption.REPLACE_EXISTING);
            }
            return Files.newOutputStream(path);
        } catch (InvalidPathException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void started(CoreSettings settings, SystemInstant at, Frequency rate) {
        String line = HeaderText.line(LogHeader.here(settings, at, rate));
        offer(() -> line + "\n");
    }

    /// The digest is taken at once: a step that waited would hold on to a whole state of the core.
    @Override
    public void stepped(Observation observation, Step step) {
        if (!ended) {
            LoggedStep logged = new LoggedStep(observation, DecisionDigest.of(step));
            offer(() -> ObservationLog.line(logged) + "\n");
        }
    }

    private void offer(Supplier<String> line) {
        if (!ended && !waiting.offer(line)) {
            complain("its disk is too slow, " + MOST_WAITING + " lines wait; choose another disk");
        }
    }

    /// Ends the log and says why, once.
    private void complain(String why) {
        ended = true;
        if (!complained.getAndSet(true)) {
            complaints.accept("The observation log " + name + " ends here: " + why);
        }
    }

    /// Writes what waits, for at most two seconds.
    @Override
    public void close() {
        ended = true;
        // Wakes the writer; if it finds no room, the writer has no need to be woken.
        waiting.offer(() -> "");
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try (OutputStream out = opening.open()) {
            boolean more = true;
            while (more) {
                // Asked before the queue is emptied: what was recorded before the end is still written.
                more = !ended;
                for (Supplier<String> lines = waiting.poll(); lines != null; lines = waiting.poll()) {
                    out.write(lines.get().getBytes(StandardCharsets.ISO_8859_1));
                }
                out.flush();
                if (!ended) {
                    out.write(waiting.take().get().getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException e) {
            complain(e + "; check its path and that there is room");
            waiting.clear();
        } catch (InterruptedException _) {
            complain("its thread was interrupted; start again");
        }
    }

    /// Opens the medium.
    @FunctionalInterface
    interface Opening {
        OutputStream open() throws IOException;
    }
}
