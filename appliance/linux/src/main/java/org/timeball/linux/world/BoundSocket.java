package org.timeball.linux.world;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.util.Optional;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.linux.libc.MessageHeader;
import org.timeball.linux.libc.SocketAddress;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.WorldException;

/// A datagram socket of the kernel, bound, non-blocking, with kernel receive timestamps on.
///
/// @param fd its descriptor; whoever holds this record closes it
/// @param local the address in force, with the port that the kernel chose
/// @param file what a Unix socket left in the file system
record BoundSocket(int fd, Address local, Optional<SocketFile> file) {
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_NONBLOCK = Libc.O_NONBLOCK;
    private static final int SOCK_CLOEXEC = Libc.O_CLOEXEC;

    static BoundSocket bind(Address local) throws WorldException {
        if (!SocketAddress.fits(local)) {
            throw new WorldException("cannot open " + local + ": a Unix socket's path has 1 to 107 bytes; shorten it",
                    Errno.ENAMETOOLONG);
        }
        int fd = Libc.socket(SocketAddress.family(local), SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (fd < 0) {
            throw failure(local, Native.getLastError());
        }
        try {
            setOptions(fd, local);
            Optional<SocketFile> file = bind(fd, local);
            return new BoundSocket(fd, boundTo(fd, local), file);
        } catch (WorldException e) {
            Libc.close(fd);
            throw e;
        }
    }

    private static void setOptions(int fd, Address local) throws WorldException {
        switchOn(fd, local, MessageHeader.SOL_SOCKET, MessageHeader.SO_TIMESTAMPNS);
        switch (SocketAddress.family(local)) {
            case SocketAddress.AF_INET -> switchOn(fd, local, MessageHeader.IPPROTO_IP, MessageHeader.IP_PKTINFO);
            case SocketAddress.AF_INET6 -> {
                switchOn(fd, local, MessageHeader.IPPROTO_IPV6, MessageHeader.IPV6_V6ONLY);
                switchOn(fd, local, MessageHeader.IPPROTO_IPV6, MessageHeader.IPV6_RECVPKTINFO);
            }
            default -> {
            }
        }
    }

    private static void switchOn(int fd, Address local, int level, int option) throws WorldException {
        Memory on = new Memory(4);
        on.setInt(0, 1);
        if (Libc.setsockopt(fd, level, option, on, 4) != 0) {
            throw failure(local, Native.getLastError());
        }
    }

    private static Optional<SocketFile> bind(int fd, Address local) throws WorldException {
        SocketAddress address = new SocketAddress();
        int size = address.write(local);
        int errno = Libc.bind(fd, address.pointer(), size) == 0 ? 0 : Native.getLastError();
        if (errno == Errno.EADDRINUSE && SocketFile.removeStale(local, address, size)) {
            errno = Libc.bind(fd, address.pointer(), size) == 0 ? 0 : Native.getLastError();
        }
        if (errno != 0) {
            throw failure(local, errno);
        }
        return SocketFile.of(local);
    }

    private static Address boundTo(int fd, Address asked) throws WorldException {
        SocketAddress address = new SocketAddress();
        Memory size = new Memory(4);
        size.setInt(0, SocketAddress.SIZE);
        if (Libc.getsockname(fd, address.pointer(), size) != 0) {
            throw failure(asked, Native.getLastError());
        }
        return address.read(size.getInt(0)).orElse(asked);
    }

    private static WorldException failure(Address local, int errno) {
        return Errno.failure("cannot open " + local, errno, switch (local) {
            case Address.Udp(_, int port) -> adviceUdp(port, errno);
            case Address.Unix(String path) -> adviceUnix(path, errno);
        });
    }

    private static String adviceUdp(int port, int errno) {
        return switch (errno) {
            case Errno.EADDRINUSE ->
                "another program has the port: stop it (ss -lunp sport = :" + port + " names it) or choose another";
            case Errno.EACCES, Errno.EPERM ->
                "a port below 1024 needs root or CAP_NET_BIND_SERVICE: grant it or choose a higher port";
            case Errno.EADDRNOTAVAIL -> "no interface of this host has that address: choose one that ip addr lists";
            case Errno.EAFNOSUPPORT -> "this kernel has IPv6 switched off: use IPv4 only";
            case Errno.EMFILE -> "raise the limit of open files (ulimit -n)";
            default -> "check the address and the port";
        };
    }

    private static String adviceUnix(String path, int errno) {
        return switch (errno) {
            case Errno.EADDRINUSE -> "another program listens there, or it is not a socket: stop it or remove " + path;
            case Errno.ENOENT, Errno.ENOTDIR -> "create the folder it is to lie in";
            case Errno.EACCES, Errno.EPERM, Errno.EROFS -> "make its folder writable for this user";
            default -> "check the path";
        };
    }
}
