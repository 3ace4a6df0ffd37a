package org.timeball.linux.udp;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.linux.libc.MessageHeader;
import org.timeball.linux.libc.SocketAddress;
import org.timeball.linux.process.InheritedSockets;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.WorldException;

/// One bound UDP socket with the kernel's receive timestamps, its transmit timestamps for what asks for them
/// (SO_TIMESTAMPING, <linux/net_tstamp.h>), and packet information; IPv6 sockets take IPv6 only.
///
/// Receiving from it returns after at most 100 ms even if nothing comes, so that its thread sees a request to stop.
final class UdpSocket implements AutoCloseable {
    private static final int SOCK_DGRAM = 2;
    private static final int SO_RCVBUF = 8;
    private static final int SO_REUSEPORT = 15;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SO_BROADCAST = 6;
    private static final int SO_BINDTODEVICE = 25;
    private static final int SO_ATTACH_REUSEPORT_CBPF = 51;
    private static final int IP_TOS = 1;
    private static final int IPV6_TCLASS = 67;
    private static final int RECEIVE_TIMEOUT_MICROS = 100_000;
    private static final int RX_SOFTWARE = 1 << 3;
    private static final int SOFTWARE = 1 << 4;
    private static final int OPT_ID = 1 << 7;
    private static final int OPT_TSONLY = 1 << 11;

    private final Address.Udp local;
    private final int fd;
    private final boolean cards;
    /// By whoever started this process.
    private final boolean bound;
    private boolean closed;

    UdpSocket(Address.Udp wanted, PortSharing sharing, SocketOptions options) throws WorldException {
        cards = options.cardStamps();
        OptionalInt inherited = InheritedSockets.take(InheritedSockets.Kind.UDP, wanted);
        bound = inherited.isPresent();
        fd = inherited.orElseGet(() -> Libc.socket(SocketAddress.family(wanted), SOCK_DGRAM | Libc.O_CLOEXEC, 0));
        if (fd < 0) {
            throw failure(wanted, "no socket");
        }
        boolean ready = false;
        try {
            prepare(wanted, options);
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

    /// How much waiting data the kernel holds, as it counts (a bare request counts 768); 0 if it does not say.
    int receiveBufferBytes() {
        try (Memory value = new Memory(4); Memory size = new Memory(4)) {
            size.setInt(0, 4);
            return Libc.getsockopt(fd, MessageHeader.SOL_SOCKET, SO_RCVBUF, value, size) == 0 ? value.getInt(0) : 0;
        }
    }

    /// Forgets the transmit timestamps still to come and numbers the next from 0.
    ///
    /// @return whether the kernel did
    boolean restartStamps() {
        int stamps = cards ? MessageHeader.CARD_STAMPS : RX_SOFTWARE | SOFTWARE;
        // Without the packet (TSONLY) the kernel does not tell by which card it left.
        int reports = cards ? OPT_ID : OPT_ID | OPT_TSONLY;
        return set(MessageHeader.SOL_SOCKET, ControlData.SO_TIMESTAMPING, stamps) == 0
                && set(MessageHeader.SOL_SOCKET, ControlData.SO_TIMESTAMPING, stamps | reports) == 0;
    }

    /// Leads each sender's address to one and the same of the sockets that share this one's port.
    ///
    /// @param sockets how many they are, all bound
    void steer(int sockets) throws WorldException {
        Steering steering = new Steering(local.ip().isV4(), sockets);
        if (Libc.setsockopt(fd, MessageHeader.SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, steering.program(), 16) != 0) {
            throw failure(local, "no SO_ATTACH_REUSEPORT_CBPF");
        }
    }

    private void prepare(Address.Udp wanted, SocketOptions options) throws WorldException {
        if (!restartStamps()) {
            throw failure(wanted, "SO_TIMESTAMPING");
        }
        switchOn(wanted, MessageHeader.SOL_SOCKET, SO_BROADCAST);
        if (wanted.ip().isV4()) {
            switchOn(wanted, MessageHeader.IPPROTO_IP, MessageHeader.IP_PKTINFO);
        } else {
            if (!bound) {
                switchOn(wanted, MessageHeader.IPPROTO_IPV6, MessageHeader.IPV6_V6ONLY);
            }
            switchOn(wanted, MessageHeader.IPPROTO_IPV6, MessageHeader.IPV6_RECVPKTINFO);
        }
        try (Memory timeval = new Memory(16)) {
            timeval.setLong(0, 0);
            timeval.setLong(8, RECEIVE_TIMEOUT_MICROS);
            if (Libc.setsockopt(fd, MessageHeader.SOL_SOCKET, SO_RCVTIMEO, timeval, 16) != 0) {
                throw failure(wanted, "no SO_RCVTIMEO");
            }
        }
        if (options.dscp() != 0) {
            int traffic = options.dscp() << 2;
            int refused = wanted.ip().isV4()
                    ? set(MessageHeader.IPPROTO_IP, IP_TOS, traffic)
                    : set(MessageHeader.IPPROTO_IPV6, IPV6_TCLASS, traffic);
            if (refused != 0) {
                throw failure(wanted, "dscp " + options.dscp());
            }
        }
        if (options.device().isPresent()) {
            bindToDevice(wanted, options.device().get());
        }
        // The first form needs CAP_NET_ADMIN; the second is silently limited to net.core.rmem_max.
        if (set(MessageHeader.SOL_SOCKET, SO_RCVBUFFORCE, options.receiveBufferBytes()) != 0
                && set(MessageHeader.SOL_SOCKET, SO_RCVBUF, options.receiveBufferBytes()) != 0) {
            throw failure(wanted, "no SO_RCVBUF");
        }
    }

    private void bindToDevice(Address.Udp wanted, String device) throws WorldException {
        byte[] name = (device + "\0").getBytes(StandardCharsets.US_ASCII);
        try (Memory value = new Memory(name.length)) {
            value.write(0, name, 0, name.length);
            if (Libc.setsockopt(fd, MessageHeader.SOL_SOCKET, SO_BINDTODEVICE, value, name.length) != 0) {
                throw Errno.failure("cannot serve " + wanted + " on the interface " + device + " alone",
                        Native.getLastError(), "name an interface that ip link lists, and run as root or with"
                                + " CAP_NET_RAW");
            }
        }
    }

    private Address.Udp bind(Address.Udp wanted, PortSharing sharing) throws WorldException {
        if (sharing == PortSharing.JOIN) {
            switchOn(wanted, MessageHeader.SOL_SOCKET, SO_REUSEPORT);
        }
        SocketAddress address = new SocketAddress();
        int size = address.write(wanted);
        if (!bound && Libc.bind(fd, address.pointer(), size) != 0) {
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
