package org.timeball.linux.world;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.linux.libc.MessageHeader;
import org.timeball.linux.libc.SocketAddress;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.WorldException;

/// A datagram socket of the kernel, bound, non-blocking, with kernel receive timestamps on.
///
/// @param fd its descriptor; whoever holds this record closes it
/// @param local the address in force, with the port that the kernel chose
/// @param file what a Unix socket left in the file system
record BoundSocket(int fd, Address local, Optional<SocketFile> file) {
    private static final int SOCK_DGRAM = 2;
    private static final int SO_BROADCAST = 6;
    private static final int SO_REUSEPORT = 15;
    private static final int SO_BINDTODEVICE = 25;
    private static final int IP_TOS = 1;
    private static final int IPV6_TCLASS = 67;
    /// The code point is the upper six bits of the byte (RFC 2474).
    private static final int DSCP_SHIFT = 2;
    private static final int SOCK_NONBLOCK = Libc.O_NONBLOCK;
    private static final int SOCK_CLOEXEC = Libc.O_CLOEXEC;

    /// @param cards whether network cards stamp, too
    static BoundSocket bind(DatagramSpec spec, boolean cards) throws WorldException {
        Address local = spec.local();
        if (!SocketAddress.fits(local)) {
            throw new WorldException("cannot open " + local + ": a Unix socket's path has 1 to 107 bytes; shorten it",
                    Errno.ENAMETOOLONG);
        }
        int fd = Libc.socket(SocketAddress.family(local), SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (fd < 0) {
            throw failure(local, Native.getLastError());
        }
        try {
            setOptions(fd, spec, cards);
            Optional<SocketFile> file = bind(fd, local);
            if (spec.peer().isPresent()) {
                connect(fd, local, spec.peer().get());
            }
            return new BoundSocket(fd, boundTo(fd, local), file);
        } catch (WorldException e) {
            Libc.close(fd);
            throw e;
        }
    }

    private static void setOptions(int fd, DatagramSpec spec, boolean cards) throws WorldException {
        Address local = spec.local();
        switchOn(fd, local, MessageHeader.SOL_SOCKET, MessageHeader.SO_TIMESTAMPNS);
        switch (SocketAddress.family(local)) {
            case SocketAddress.AF_INET -> {
                switchOn(fd, local, MessageHeader.IPPROTO_IP, MessageHeader.IP_PKTINFO);
                set(fd, local, MessageHeader.IPPROTO_IP, IP_TOS, spec.dscp() << DSCP_SHIFT);
            }
            case SocketAddress.AF_INET6 -> {
                switchOn(fd, local, MessageHeader.IPPROTO_IPV6, MessageHeader.IPV6_V6ONLY);
                switchOn(fd, local, MessageHeader.IPPROTO_IPV6, MessageHeader.IPV6_RECVPKTINFO);
                set(fd, local, MessageHeader.IPPROTO_IPV6, IPV6_TCLASS, spec.dscp() << DSCP_SHIFT);
            }
            default -> {
            }
        }
        int stamps = (cards ? MessageHeader.CARD_STAMPS : 0) | (spec.transmitStamps()
                ? MessageHeader.SOF_TIMESTAMPING_TX_SOFTWARE | MessageHeader.SOF_TIMESTAMPING_SOFTWARE
                        | (cards ? MessageHeader.SOF_TIMESTAMPING_TX_HARDWARE : 0)
                : 0);
        if (stamps != 0) {
            set(fd, local, MessageHeader.SOL_SOCKET, MessageHeader.SO_TIMESTAMPING, stamps);
        }
        if (spec.broadcast()) {
            switchOn(fd, local, MessageHeader.SOL_SOCKET, SO_BROADCAST);
        }
        if (spec.shared()) {
            switchOn(fd, local, MessageHeader.SOL_SOCKET, SO_REUSEPORT);
        }
        if (spec.device().isPresent()) {
            bindToDevice(fd, local, spec.device().get());
        }
    }

    private static void bindToDevice(int fd, Address local, String device) throws WorldException {
        byte[] name = device.getBytes(StandardCharsets.UTF_8);
        Memory value = new Memory(name.length + 1L);
        value.clear();
        value.write(0, name, 0, name.length);
        if (Libc.setsockopt(fd, MessageHeader.SOL_SOCKET, SO_BINDTODEVICE, value, name.length + 1) != 0) {
            throw Errno.failure("cannot open " + local + " on " + device, Native.getLastError(),
                    "name an interface that ip link lists, and run with CAP_NET_RAW on a kernel older than 5.7");
        }
    }

    private static void connect(int fd, Address local, Address.Udp peer) throws WorldException {
        SocketAddress address = new SocketAddress();
        int size = address.write(peer);
        if (Libc.connect(fd, address.pointer(), size) != 0) {
            throw Errno.failure("cannot reach " + peer + " from " + local, Native.getLastError(),
                    "check the network, and that both are IPv4 or both IPv6");
        }
    }

    private static void switchOn(int fd, Address local, int level, int option) throws WorldException {
        set(fd, local, level, option, 1);
    }

    private static void set(int fd, Address local, int level, int option, int value) throws WorldException {
        Memory memory = new Memory(4);
        memory.setInt(0, value);
        if (Libc.setsockopt(fd, level, option, memory, 4) != 0) {
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
