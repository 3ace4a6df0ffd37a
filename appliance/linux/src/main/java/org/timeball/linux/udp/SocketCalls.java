package org.timeball.linux.udp;

import com.sun.jna.Native;
import org.timeball.timekeeping.world.WorldException;

/// The C library's calls for UDP sockets, mapped directly. Pointers are addresses held in a long.
///
/// Constants from <asm-generic/socket.h>, <linux/in.h>, <linux/in6.h>, <bits/socket.h>, <asm-generic/errno.h>.
final class SocketCalls {
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;

    static final int SOL_SOCKET = 1;
    static final int SO_RCVBUF = 8;
    static final int SO_REUSEPORT = 15;
    static final int SO_RCVTIMEO = 20;
    static final int SO_RCVBUFFORCE = 33;
    static final int SO_TIMESTAMPNS = 35;
    static final int IPPROTO_IP = 0;
    static final int IP_PKTINFO = 8;
    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_V6ONLY = 26;
    static final int IPV6_RECVPKTINFO = 49;
    static final int IPV6_PKTINFO = 50;

    static final int MSG_TRUNC = 0x20;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_WAITFORONE = 0x10000;

    static final int CLOCK_REALTIME = 0;

    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int EAFNOSUPPORT = 97;
    static final int EADDRINUSE = 98;
    static final int EADDRNOTAVAIL = 99;
    static final int ENOBUFS = 105;
    static final int ECONNREFUSED = 111;

    static {
        if (Native.POINTER_SIZE != 8) {
            throw new UnsupportedOperationException("UDP batches need a 64-bit Linux; this Java runtime is "
                    + 8 * Native.POINTER_SIZE + "-bit: install a 64-bit system and Java");
        }
        Native.register(SocketCalls.class, "c");
    }

    private SocketCalls() {
    }

    static native int socket(int domain, int type, int protocol);

    static native int bind(int fd, long address, int length);

    static native int getsockname(int fd, long address, long length);

    static native int setsockopt(int fd, int level, int option, long value, int length);

    static native int getsockopt(int fd, int level, int option, long value, long length);

    static native int recvmmsg(int fd, long messages, int count, int flags, long timeout);

    static native int sendmmsg(int fd, long messages, int count, int flags);

    static native int clock_gettime(int clock, long timespec);

    static native int close(int fd);

    private static native String strerror(int errno);

    /// errno of this thread's last call.
    static int errno() {
        return Native.getLastError();
    }

    /// An exception with what the last call's errno means after `what`.
    static WorldException failure(String what) {
        int errno = errno();
        return new WorldException(what + ": " + strerror(errno) + advice(errno), errno);
    }

    private static String advice(int errno) {
        return switch (errno) {
            case EADDRINUSE -> "; stop what uses it (ss -ulpn shows it) or choose another port";
            case EACCES -> "; ports below 1024 need root or CAP_NET_BIND_SERVICE";
            case EADDRNOTAVAIL -> "; give an address that this machine has (ip address shows them)";
            default -> "";
        };
    }
}
