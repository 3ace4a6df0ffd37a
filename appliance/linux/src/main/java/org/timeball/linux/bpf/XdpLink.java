package org.timeball.linux.bpf;

import org.timeball.linux.libc.Libc;

/// The attachment of a program to an interface. It is not pinned: it ends when it is closed, and with the process.
public final class XdpLink implements AutoCloseable {
    private final int fd;
    private boolean closed;

    XdpLink(int fd) {
        this.fd = fd;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Libc.close(fd);
        }
    }
}
