package org.timeball.linux.udp;

import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.WorldException;

/// One bound UDP socket with kernel receive timestamps (SO_TIMESTAMPNS) and packet information; IPv6 sockets take IPv6
/// only.
///
/// Receiving from it returns after at most 100 ms even if nothing comes, so that its thread sees a request to stop.
final class UdpSocket implements AutoCloseable {
    private static final int RECEIVE_TIMEOUT_MICROS = 100_000;

    private final NativeMemory memory = new NativeMemory(64);
    private final int value = memory.reserve(SocketAddress.BYTES);
    private final int valueLength = memory.reserve(4);
    private final int fd;
    private boolean closed;

    UdpSocket(Address.Udp local, PortSharing sharing, int receiveBufferBytes) throws WorldException {
        boolean v4 = local.ip().isV4();
        fd = SocketCalls.socket(v4 ? SocketCalls.AF_INET : SocketCalls.AF_INET6, SocketCalls.SOCK_DGRAM_CLOEXEC, 0);
        if (fd < 0) {
            throw SocketCalls.failure("no UDP socket for " + local);
        }
        boolean ready = false;
        try {
            prepare(v4, receiveBufferBytes);
            bind(local, sharing);
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

    private void prepare(boolean v4, int receiveBufferBytes) throws WorldException {
        option(SocketCalls.SOL_SOCKET, SocketCalls.SO_TIMESTAMPNS, 1, "SO_TIMESTAMPNS");
        if (v4) {
            option(SocketCalls.IPPROTO_IP, SocketCalls.IP_PKTINFO, 1, "IP_PKTINFO");
        } else {
            option(SocketCalls.IPPROTO_IPV6, SocketCalls.IPV6_V6ONLY, 1, "IPV6_V6ONLY");
            option(SocketCalls.IPPROTO_IPV6, SocketCalls.IPV6_RECVPKTINFO, 1, "IPV6_RECVPKTINFO");
        }
        memory.host.putLong(value, 0);
        memory.host.putLong(value + 8, RECEIVE_TIMEOUT_MICROS);
        if (SocketCalls.setsockopt(fd, SocketCalls.SOL_SOCKET, SocketCalls.SO_RCVTIMEO, memory.addressOf(value),
                16) != 0) {
            throw SocketCalls.failure("the kernel refused SO_RCVTIMEO");
        }
        // The first form needs CAP_NET_ADMIN; the second is silently limited to net.core.rmem_max.
        if (set(SocketCalls.SOL_SOCKET, SocketCalls.SO_RCVBUFFORCE, receiveBufferBytes) != 0) {
            option(SocketCalls.SOL_SOCKET, SocketCalls.SO_RCVBUF, receiveBufferBytes, "SO_RCVBUF");
        }
    }

    private void bind(Address.Udp local, PortSharing sharing) throws WorldException {
        if (sharing == PortSharing.JOIN) {
            option(SocketCalls.SOL_SOCKET, SocketCalls.SO_REUSEPORT, 1, "SO_REUSEPORT");
        }
        int length = SocketAddress.write(memory, value, local);
        if (SocketCalls.bind(fd, memory.addressOf(value), length) != 0) {
            throw SocketCalls.failure("UDP address " + local + " cannot be had");
        }
        if (sharing == PortSharing.FIRST) {
            option(SocketCalls.SOL_SOCKET, SocketCalls.SO_REUSEPORT, 1, "SO_REUSEPORT");
        }
    }

    /// The address it is bound to, with the port that the kernel chose where 0 was asked for.
    Address.Udp local() throws WorldException {
        memory.host.putInt(valueLength, SocketAddress.BYTES);
        if (SocketCalls.getsockname(fd, memory.addressOf(value), memory.addressOf(valueLength)) != 0) {
            throw SocketCalls.failure("the address of a UDP socket cannot be read");
        }
        return SocketAddress.read(memory, value);
    }

    /// What the kernel granted as receive buffer, as it counts: about 768 bytes a small datagram.
    int receiveBufferBytes() throws WorldException {
        memory.host.putInt(valueLength, 4);
        if (SocketCalls.getsockopt(fd, SocketCalls.SOL_SOCKET, SocketCalls.SO_RCVBUF, memory.addressOf(value),
                memory.addressOf(valueLength)) != 0) {
            throw SocketCalls.failure("SO_RCVBUF cannot be read");
        }
        return memory.host.getInt(value);
    }

    private void option(int level, int option, int setting, String name) throws WorldException {
        if (set(level, option, setting) != 0) {
            throw SocketCalls.failure("the kernel refused " + name);
        }
    }

    private int set(int level, int option, int setting) {
        memory.host.putInt(value, setting);
        return SocketCalls.setsockopt(fd, level, option, memory.addressOf(value), 4);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            SocketCalls.close(fd);
        }
    }
}
