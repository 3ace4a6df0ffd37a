package org.timeball.daemon.control;

import java.util.Optional;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.WorldException;

/// The service manager that started the daemon, in the terms of sd_notify(3).
public interface Supervisor extends AutoCloseable {
    /// Nobody supervises.
    Supervisor NONE = new Supervisor() {
        @Override
        public void tell(String state) {
            // Nobody listens.
        }

        @Override
        public Optional<Span> patience() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /// @param state such as `READY=1`
    void tell(String state) throws WorldException;

    /// How long it waits for a sign of life before it ends the daemon and starts it again (WatchdogSec); empty if it
    /// does not watch.
    Optional<Span> patience();

    @Override
    void close();
}
