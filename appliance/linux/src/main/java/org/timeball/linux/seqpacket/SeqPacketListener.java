package org.timeball.linux.seqpacket;

import com.sun.jna.Native;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.linux.libc.SocketAddress;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.WorldException;

/// A Unix socket of kind SOCK_SEQPACKET that others connect to. It is removed from the file system on close.
public final class SeqPacketListener implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final int fd;
    private final String path;
    private boolean closed;

    private SeqPacketListener(int fd, String path) {
        this.fd = fd;
        this.path = path;
    }

    /// Listens at a path where there is nothing yet.
    public static SeqPacketListener at(String path) throws WorldException {
        int fd = SeqPacketSocket.open(path);
        SocketAddress address = new SocketAddress();
        int size = address.write(new Address.Unix(path));
        if (Libc.bind(fd, address.pointer(), size) != 0 || Libc.listen(fd, BACKLOG) != 0) {
            int errno = Native.getLastError();
            Libc.close(fd);
            throw Errno.failure("cannot listen at " + path, errno, "remove what is there, or choose another path");
        }
        return new SeqPacketListener(fd, path);
    }

    /// Waits for the next that connects.
    public SeqPacketSocket accept(int largestPacket) throws WorldException {
        int connection = Libc.accept4(fd, null, null, Libc.O_CLOEXEC);
        if (connection < 0) {
            throw Errno.failure("cannot accept at " + path, Native.getLastError(),
                    "raise the limit of open files (ulimit -n)");
        }
        return new SeqPacketSocket(connection, path, largestPacket);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Libc.close(fd);
            Libc.unlink(path);
        }
    }
}
