package org.timeball.daemon.control;

import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Timers;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// Tells the service manager that the daemon is up, lives, and ends.
///
/// The sign of life comes from the world's one thread: a timekeeper that hangs gives none, whatever else still runs.
/// It is given twice in the time that the service manager waits, as sd_watchdog_enabled(3) recommends.
public final class Supervision implements AutoCloseable {
    private final Timers timers;
    private final Supervisor supervisor;
    private @Nullable Timer timer;
    private boolean failed;

    public Supervision(Timers timers, Supervisor supervisor) {
        this.timers = timers;
        this.supervisor = supervisor;
    }

    /// To be called once ports and devices are open.
    public void start() {
        tell("READY=1");
        supervisor.patience().ifPresent(patience -> live(Span.ofNanos(patience.nanos() / 2)));
    }

    private void live(Span interval) {
        tell("WATCHDOG=1");
        timer = timers.after(interval, () -> live(interval));
    }

    /// A service manager that cannot be reached is told of once; it draws its own conclusions.
    private void tell(String state) {
        try {
            supervisor.tell(state);
            failed = false;
        } catch (WorldException e) {
            if (!failed) {
                Logger.warn("{}", e.getMessage());
            }
            failed = true;
        }
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
        }
        tell("STOPPING=1");
        supervisor.close();
    }
}
