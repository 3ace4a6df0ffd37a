package org.timeball.daemon.ctl;

import java.io.IOException;

/// Opens ways to daemons.
public interface Channels extends AutoCloseable {
    /// @param server a host name, an address, or the path of a Unix socket
    /// @throws IOException if there is no way there
    Channel open(String server) throws IOException;

    @Override
    void close();
}
