package org.timeball.daemon.ctl;

import java.time.Duration;
import java.util.Optional;

/// A way to one daemon.
public interface Channel extends AutoCloseable {
    /// Sends a request.
    ///
    /// @return false if it is known at once that nobody takes it there
    boolean send(byte[] packet);

    /// The next datagram that comes back.
    ///
    /// @return empty if none came in time, or it is known that none will
    Optional<byte[]> receive(Duration patience);

    @Override
    void close();
}
