package org.timeball.linux.udp;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.linux.libc.MessageHeader;
import org.timeball.linux.libc.SocketAddress;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.WorldException;

/// One bound UDP socket with kernel receive timestamps (SO_TIMESTAMPNS) and packet information; IPv6 sockets take IPv6
/// only.
///
/// Receiving from it returns after at most 100 ms even if nothing comes, so that its thread sees a request to stop.
final class UdpSocket implements AutoCloseable {
    private static final int SOCK_DGRAM = 2;
    private static final int SO_RCVBUF = 8;
    private static final int SO_REUSEPORT = 15;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int RECEIVE_TIMEOUT_MICROS = 100_000;

    private final Address.Udp local;
    private final int fd;
    private boolean closed;

    UdpSocket(Address.Udp wanted, PortSharing sharing, int receiveBufferBytes) throws WorldException {
        fd = Libc.socket(SocketAddress.family(wanted), SOCK_DGRAM | Libc.O_CLOEXEC, 0);
        if (fd < 0) {
            throw failure(wanted, "no socket");
        }
        boolean ready = false;
        try {
            prepare(wanted, receiveBufferBytes);
            local = bind(wanted, sharing);
            ready = true;
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    int fd() {
        return fd;
    }

    /// The address it is bound to, with the port that the kernel chose where 0 was asked for.
    Address.Udp local() {
        return local;
    }

    private void prepare(Address.Udp wanted, int receiveBufferBytes) throws WorldException {
        switchOn(wanted, MessageHeader.SOL_SOCKET, MessageHeader.SO_TIMESTAMPNS);
        if (wanted.ip().isV4()) {
            switchOn(wanted, MessageHeader.IPPROTO_IP, MessageHeader.IP_PKTINFO);
        } else {
            switchOn(wanted, MessageHeader.IPPROTO_IPV6, MessageHeader.IPV6_V6ONLY);
            switchOn(wanted, MessageHeader.IPPROTO_IPV6, MessageHeader.IPV6_RECVPKTINFO);
        }
        try (Memory timeval = new Memory(16)) {
            timeval.setLong(0, 0);
            timeval.setLong(8, RECEIVE_TIMEOUT_MICROS);
            if (Libc.setsockopt(fd, MessageHeader.SOL_SOCKET, SO_RCVTIMEO, timeval, 16) != 0) {
                throw failure(wanted, "no SO_RCVTIMEO");
            }
        }
        // The first form needs CAP_NET_ADMIN; the second is silently limited to net.core.rmem_max.
        if (set(MessageHeader.SOL_SOCKET, SO_RCVBUFFORCE, receiveBufferBytes) != 0
                && set(MessageHeader.SOL_SOCKET, SO_RCVBUF, receiveBufferBytes) != 0) {
            throw failure(wanted, "no SO_RCVBUF");
        }
    }

    private Address.Udp bind(Address.Udp wanted, PortSharing sharing) throws WorldException {
        if (sharing == PortSharing.JOIN) {
            switchOn(wanted, MessageHeader.SOL_SOCKET, SO_REUSEPORT);
        }
        SocketAddress address = new SocketAddress();
        int size = address.write(wanted);
        if (Libc.bind(fd, address.pointer(), size) != 0) {
            throw failure(wanted, "bind");
        }
        if (sharing == PortSharing.FIRST) {
            switchOn(wanted, MessageHeader.SOL_SOCKET, SO_REUSEPORT);
        }
        try (Memory sizeInOut = new Memory(4)) {
            sizeInOut.setInt(0, SocketAddress.SIZE);
            if (Libc.getsockname(fd, address.pointer(), sizeInOut) != 0) {
                throw failure(wanted, "getsockname");
            }
            return address.read(sizeInOut.getInt(0)).orElse(wanted) instanceof Address.Udp bound ? bound : wanted;
        }
    }

    private void switchOn(Address.Udp wanted, int level, int option) throws WorldException {
        if (set(level, option, 1) != 0) {
            throw failure(wanted, "socket option " + option);
        }
    }

    private int set(int level, int option, int setting) {
        try (Memory value = new Memory(4)) {
            value.setInt(0, setting);
            return Libc.setsockopt(fd, level, option, value, 4);
        }
    }

    private static WorldException failure(Address.Udp wanted, String what) {
        int errno = Native.getLastError();
        return Errno.failure("cannot serve " + wanted + " (" + what + ")", errno, switch (errno) {
            case Errno.EADDRINUSE -> "stop the program that has the port (ss -lunp sport = :" + wanted.port()
                    + " names it) or choose another port";
            case Errno.EACCES, Errno.EPERM ->
                "run as root, grant CAP_NET_BIND_SERVICE or choose a port of 1024 or more";
            case Errno.EADDRNOTAVAIL -> "choose an address that this machine has (ip addr lists them)";
            case Errno.EAFNOSUPPORT -> "use IPv4 only: this kernel has IPv6 switched off";
            default -> "check the address and the port";
        });
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Libc.close(fd);
        }
    }
}
