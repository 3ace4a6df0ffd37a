package org.timeball.linux.seqpacket;

import com.sun.jna.Native;
import java.util.Arrays;
import java.util.Optional;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.linux.libc.SocketAddress;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.WorldException;

/// One connected Unix socket of kind SOCK_SEQPACKET. Calls wait; a packet is sent and received whole.
public final class SeqPacketSocket implements AutoCloseable {
    static final int SOCK_SEQPACKET = 5;
    private static final int FIRST_FREE_DESCRIPTOR = 3;

    private final int fd;
    private final String name;
    private final byte[] buffer;
    private boolean closed;

    SeqPacketSocket(int fd, String name, int largestPacket) {
        this.fd = fd;
        this.name = name;
        // One byte more, so that a packet that is too long can be told from one that just fits.
        buffer = new byte[largestPacket + 1];
    }

    /// Takes over a descriptor that was inherited, already connected.
    ///
    /// @param fd 3 or more: the first three are standard input, output and error
    /// @param largestPacket the longest packet that is expected, in bytes
    public static SeqPacketSocket inherited(int fd, int largestPacket) {
        if (fd < FIRST_FREE_DESCRIPTOR) {
            throw new IllegalArgumentException("descriptor " + fd + " cannot be an inherited socket; give 3 or more");
        }
        return new SeqPacketSocket(fd, "descriptor " + fd, largestPacket);
    }

    /// Connects to the socket at a path.
    ///
    /// @throws WorldException if nobody listens there (ENOENT, ECONNREFUSED), or for any other reason
    public static SeqPacketSocket connect(String path, int largestPacket) throws WorldException {
        int fd = open(path);
        SocketAddress address = new SocketAddress();
        int size = address.write(new Address.Unix(path));
        if (Libc.connect(fd, address.pointer(), size) != 0) {
            int errno = Native.getLastError();
            Libc.close(fd);
            throw Errno.failure("cannot connect to " + path, errno, "start the program that listens there");
        }
        return new SeqPacketSocket(fd, path, largestPacket);
    }

    /// A pair of sockets connected to one another.
    public static Pair pair(int largestPacket) throws WorldException {
        int[] pair = new int[2];
        if (Libc.socketpair(SocketAddress.AF_UNIX, SOCK_SEQPACKET | Libc.O_CLOEXEC, 0, pair) != 0) {
            throw Errno.failure("cannot make a pair of sockets", Native.getLastError(),
                    "raise the limit of open files (ulimit -n)");
        }
        return new Pair(new SeqPacketSocket(pair[0], "socket pair", largestPacket),
                new SeqPacketSocket(pair[1], "socket pair", largestPacket));
    }

    /// Two ends of one connection.
    public record Pair(SeqPacketSocket one, SeqPacketSocket other) {
    }

    static int open(String path) throws WorldException {
        if (!SocketAddress.fits(new Address.Unix(path))) {
            throw new WorldException("cannot open " + path + ": a Unix socket's path has 1 to 107 bytes; shorten it",
                    Errno.ENAMETOOLONG);
        }
        int fd = Libc.socket(SocketAddress.AF_UNIX, SOCK_SEQPACKET | Libc.O_CLOEXEC, 0);
        if (fd < 0) {
            throw Errno.failure("cannot open " + path, Native.getLastError(),
                    "raise the limit of open files (ulimit -n)");
        }
        return fd;
    }

    /// Sends one packet.
    ///
    /// @throws WorldException if the other side is gone
    public void send(byte[] packet) throws WorldException {
        if (closed) {
            throw new WorldException("cannot send to %s: this end was closed; open another".formatted(name));
        }
        if (Libc.write(fd, packet, packet.length) != packet.length) {
            throw Errno.failure("cannot send to " + name, Native.getLastError(),
                    "see whether the program at the other end has ended");
        }
    }

    /// Waits for the next packet.
    ///
    /// @return empty once the other side has closed the connection
    public Optional<byte[]> receive() throws WorldException {
        while (true) {
            long length = closed ? 0 : Libc.read(fd, buffer, buffer.length);
            if (length == buffer.length) {
                throw new WorldException("%s sent a packet of more than %d bytes; it speaks another protocol"
                        .formatted(name, buffer.length - 1));
            }
            if (length > 0) {
                return Optional.of(Arrays.copyOf(buffer, (int) length));
            }
            if (length == 0) {
                return Optional.empty();
            }
            int errno = Native.getLastError();
            if (errno != Errno.EINTR) {
                throw Errno.failure("cannot receive from " + name, errno,
                        "see whether the program at the other end has ended");
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Libc.close(fd);
        }
    }
}
