package org.timeball.ptp.link;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Processes;
import org.timeball.timekeeping.world.Processes.Child;
import org.timeball.timekeeping.world.Processes.ChildHandler;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// A ptp4l under supervision: started with a configuration of ours, and started again when it ends.
///
/// The first restart comes after 1 s, each further one after twice as long up to 60 s; one that ran for a minute counts as
/// well again. On the world's thread.
final class Ptp4l implements AutoCloseable {
    /// What a line of ptp4l's begins with: its name, and monotonic time, s.
    private static final Pattern STAMP = Pattern.compile("^ptp4l\\[[0-9.]+\\]: ");
    private static final Span FIRST_WAIT = Span.ofSeconds(1);
    private static final Span LONGEST_WAIT = Span.ofSeconds(60);
    private static final Span WELL = Span.ofSeconds(60);

    private final World world;
    private final Processes processes;
    private final PtpSettings settings;
    private final String program;
    private final String file;
    private final Consumer<String> log;
    private final Consumer<String> gone;
    private @Nullable Child child;
    private @Nullable Timer timer;
    private MonotonicInstant started;
    private Span wait = FIRST_WAIT;

    /// @param program name or path of ptp4l
    /// @param log takes what it says, less what it repeats at once, and what becomes of it
    /// @param gone told that it has ended, or was not even started, and why
    Ptp4l(World world, PtpSettings settings, String program, Consumer<String> log, Consumer<String> gone) {
        this.world = world;
        this.settings = settings;
        this.program = program;
        this.log = log;
        this.gone = gone;
        processes = world.processes();
        file = settings.socket() + ".conf";
        started = world.timers().now();
    }

    void start() {
        timer = null;
        started = world.timers().now();
        int slash = file.lastIndexOf('/');
        try {
            if (slash > 0) {
                world.files().makeFolder(file.substring(0, slash));
            }
            world.files().replace(file, Ptp4lConfiguration.text(settings));
            child = processes.start(Ptp4lConfiguration.command(program, file), new Lines());
        } catch (WorldException failure) {
            ended(String.valueOf(failure.getMessage()));
        }
    }

    /// Ends it, and starts it again as if it had ended by itself.
    ///
    /// @param why such as that it does not answer
    void restart(String why) {
        Child running = child;
        if (running != null) {
            running.close();
            ended(why);
        }
    }

    private void ended(String why) {
        child = null;
        gone.accept(why);
        if (world.timers().now().since(started).compareTo(WELL) >= 0) {
            wait = FIRST_WAIT;
        }
        log.accept(why + "; it is started again in " + wait.nanos() / 1_000_000_000 + " s");
        timer = world.timers().after(wait, this::start);
        wait = Span.ofNanos(Math.min(2 * wait.nanos(), LONGEST_WAIT.nanos()));
    }

    boolean isRunning() {
        return child != null;
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
        }
        if (child != null) {
            child.close();
            child = null;
        }
        try {
            world.files().remove(file);
            world.files().remove(settings.socket());
        } catch (WorldException failure) {
            log.accept(String.valueOf(failure.getMessage()));
        }
    }

    private final class Lines implements ChildHandler {
        private String line = "";

        @Override
        public void said(String text) {
            String said = STAMP.matcher(text).replaceFirst("");
            if (!said.equals(line)) {
                line = said;
                log.accept(said);
            }
        }

        @Override
        public void ended(int status) {
            Ptp4l.this
                    .ended(program + " ended with status " + status + (line.isEmpty() ? "" : ", having said: " + line));
        }
    }
}
