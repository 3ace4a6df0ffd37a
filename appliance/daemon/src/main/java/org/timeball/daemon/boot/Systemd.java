package org.timeball.daemon.boot;

import java.util.Map;
import java.util.Optional;
import org.timeball.daemon.control.Supervisor;
import org.timeball.linux.process.NotifySocket;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// systemd, or another service manager that speaks sd_notify(3) and sd_watchdog_enabled(3).
///
/// @param patience how long it waits for a sign of life
record Systemd(NotifySocket socket, Optional<Span> patience) implements Supervisor {
    private static final long NANOS_PER_MICRO = 1000;

    /// What the environment says of it. One that cannot be understood is told of and left alone.
    ///
    /// @param processId of this process; a watchdog may be meant for another one
    static Supervisor of(Map<String, String> environment, long processId) {
        String name = environment.get("NOTIFY_SOCKET");
        if (name == null || name.isEmpty()) {
            return Supervisor.NONE;
        }
        try {
            Optional<Span> patience = patience(environment, processId);
            return new Systemd(NotifySocket.to(name), patience);
        } catch (WorldException e) {
            Logger.warn("{}", e.getMessage());
            return Supervisor.NONE;
        }
    }

    private static Optional<Span> patience(Map<String, String> environment, long processId) throws WorldException {
        String micros = environment.get("WATCHDOG_USEC");
        String meant = environment.getOrDefault("WATCHDOG_PID", String.valueOf(processId));
        if (micros == null || !meant.equals(String.valueOf(processId))) {
            return Optional.empty();
        }
        try {
            long value = Long.parseLong(micros);
            if (value > 0 && value <= Long.MAX_VALUE / NANOS_PER_MICRO) {
                return Optional.of(Span.ofNanos(value * NANOS_PER_MICRO));
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new WorldException("WATCHDOG_USEC is '" + micros
                + "', not a number of microseconds; let the service manager set it");
    }

    @Override
    public void tell(String state) throws WorldException {
        socket.tell(state);
    }

    @Override
    public void close() {
        socket.close();
    }
}
