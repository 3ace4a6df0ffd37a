package org.timeball.linux.libc;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.util.Optional;
import java.util.OptionalLong;
import org.timeball.timekeeping.time.PhcInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.CardStamp;
import org.timeball.timekeeping.world.IpAddress;

/// One received datagram: struct msghdr with one struct iovec and its control messages (`<linux/socket.h>`,
/// `<linux/uio.h>`), as recvmsg(2) fills them.
///
/// Layout on LP64: msg_name 0, msg_namelen 8, msg_iov 16, msg_iovlen 24, msg_control 32, msg_controllen 40, msg_flags
/// 48; iov_base 0, iov_len 8; cmsg_len 0, cmsg_level 8, cmsg_type 12, data 16, each message aligned to 8. Control
/// messages read here: SCM_TIMESTAMPNS (struct timespec, CLOCK_REALTIME, stamped by the kernel as the datagram
/// arrived), SCM_TIMESTAMPING (when a datagram of ours left), IP_PKTINFO (struct in_pktinfo, `<linux/in.h>`), IPV6_PKTINFO (struct in6_pktinfo, `<linux/ipv6.h>`).
/// For one thread; the contents hold until the next [#receive].
public final class MessageHeader {
    public static final int SOL_SOCKET = 1;
    public static final int SO_TIMESTAMPNS = 35;
    /// Which timestamps a socket wants, by SOF_TIMESTAMPING flags (`<linux/net_tstamp.h>`).
    public static final int SO_TIMESTAMPING = 37;
    public static final int SOF_TIMESTAMPING_TX_HARDWARE = 1;
    public static final int SOF_TIMESTAMPING_TX_SOFTWARE = 1 << 1;
    public static final int SOF_TIMESTAMPING_RX_HARDWARE = 1 << 2;
    public static final int SOF_TIMESTAMPING_RX_SOFTWARE = 1 << 3;
    public static final int SOF_TIMESTAMPING_SOFTWARE = 1 << 4;
    public static final int SOF_TIMESTAMPING_RAW_HARDWARE = 1 << 6;
    /// Packet information comes with transmit timestamps, too.
    public static final int SOF_TIMESTAMPING_OPT_CMSG = 1 << 10;
    /// The card that stamped, and the frame's length, come with a hardware receive timestamp.
    public static final int SOF_TIMESTAMPING_OPT_PKTINFO = 1 << 13;
    /// The kernel's transmit timestamp comes even where the card takes one.
    public static final int SOF_TIMESTAMPING_OPT_TX_SWHW = 1 << 14;
    /// All that makes a network card's own timestamps come beside the kernel's.
    public static final int CARD_STAMPS = SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RX_SOFTWARE
            | SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_RAW_HARDWARE | SOF_TIMESTAMPING_OPT_CMSG
            | SOF_TIMESTAMPING_OPT_PKTINFO | SOF_TIMESTAMPING_OPT_TX_SWHW;
    /// `struct scm_ts_pktinfo { u32 if_index, pkt_length, reserved[2]; }`.
    public static final int SCM_TIMESTAMPING_PKTINFO = 58;
    public static final int IPPROTO_IP = 0;
    public static final int IP_PKTINFO = 8;
    public static final int IPPROTO_IPV6 = 41;
    public static final int IPV6_V6ONLY = 26;
    public static final int IPV6_RECVPKTINFO = 49;
    private static final int IPV6_PKTINFO = 50;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_ERRQUEUE = 0x2000;
    private static final int MSG_TRUNC = 0x20;

    private static final int SIZE = 56;
    private static final int CONTROL_SIZE = 256;
    private static final int CMSG_HEADER = 16;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final SocketAddress name = new SocketAddress();
    private final Memory payload;
    private final Memory vector = new Memory(16);
    private final Memory control = new Memory(CONTROL_SIZE);
    private final Memory header = new Memory(SIZE);
    private int length;

    /// @param payloadSize the longest datagram taken whole, in bytes
    public MessageHeader(int payloadSize) {
        payload = new Memory(payloadSize);
        vector.setPointer(0, payload);
        vector.setLong(8, payloadSize);
        header.clear();
        header.setPointer(0, name.pointer());
        header.setPointer(16, vector);
        header.setLong(24, 1);
        header.setPointer(32, control);
    }

    /// Takes the next datagram without waiting.
    ///
    /// @return 0, or the error number; EAGAIN where nothing waits
    public int receive(int fd) {
        return receive(fd, MSG_DONTWAIT);
    }

    /// Takes the next entry of the error queue without waiting: a frame that was sent, link and IP headers before its
    /// payload, with [#transmittedNanos] beside it.
    ///
    /// @return 0, or the error number; EAGAIN where nothing waits
    public int receiveSent(int fd) {
        return receive(fd, MSG_ERRQUEUE | MSG_DONTWAIT);
    }

    private int receive(int fd, int flags) {
        header.setInt(8, SocketAddress.SIZE);
        header.setLong(40, CONTROL_SIZE);
        header.setInt(48, 0);
        long count = Libc.recvmsg(fd, header, flags);
        if (count < 0) {
            return Native.getLastError();
        }
        length = (int) count;
        return 0;
    }

    /// Whether the datagram was longer than the payload's size and lost its end.
    public boolean isTruncated() {
        return (header.getInt(48) & MSG_TRUNC) != 0;
    }

    public byte[] payload() {
        return payload.getByteArray(0, length);
    }

    /// The sender; empty for an address family unknown here.
    public Optional<Address> sender() {
        return name.read(header.getInt(8));
    }

    /// When the kernel took the datagram in, nanoseconds of CLOCK_REALTIME since 1970.
    public OptionalLong kernelNanos() {
        long at = find(SOL_SOCKET, SO_TIMESTAMPNS, 16);
        return at < 0
                ? OptionalLong.empty()
                : OptionalLong.of(control.getLong(at) * NANOS_PER_SECOND + control.getLong(at + 8));
    }

    /// When the kernel handed a frame of the error queue to the network interface, nanoseconds of CLOCK_REALTIME since
    /// 1970: the first of the three of struct scm_timestamping (`<linux/errqueue.h>`).
    public OptionalLong transmittedNanos() {
        long at = find(SOL_SOCKET, SO_TIMESTAMPING, 16);
        long nanos = at < 0 ? 0 : control.getLong(at) * NANOS_PER_SECOND + control.getLong(at + 8);
        return nanos == 0 ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    /// What the network card's own clock read: the third of struct scm_timestamping. Of a frame in the error queue when
    /// it left, else when the datagram came.
    public Optional<CardStamp> cardStamp() {
        long at = find(SOL_SOCKET, SO_TIMESTAMPING, 48);
        long nanos = at < 0 ? 0 : control.getLong(at + 32) * NANOS_PER_SECOND + control.getLong(at + 40);
        if (nanos == 0) {
            return Optional.empty();
        }
        long by = find(SOL_SOCKET, SCM_TIMESTAMPING_PKTINFO, 16);
        return Optional.of(by < 0 || control.getInt(by) == 0
                ? new CardStamp(new PhcInstant(nanos), interfaceIndex(), 0)
                : new CardStamp(new PhcInstant(nanos), control.getInt(by), control.getInt(by + 4)));
    }

    /// Number of the network interface it came in by; 0 if unknown.
    public int interfaceIndex() {
        long v4 = find(IPPROTO_IP, IP_PKTINFO, 12);
        if (v4 >= 0) {
            return control.getInt(v4);
        }
        long v6 = find(IPPROTO_IPV6, IPV6_PKTINFO, 20);
        return v6 >= 0 ? control.getInt(v6 + 16) : 0;
    }

    /// The destination that the datagram's IP header named.
    public Optional<IpAddress> destination() {
        long v4 = find(IPPROTO_IP, IP_PKTINFO, 12);
        if (v4 >= 0) {
            return Optional.of(SocketAddress.readV4(control, v4 + 8));
        }
        long v6 = find(IPPROTO_IPV6, IPV6_PKTINFO, 20);
        return v6 >= 0 ? Optional.of(SocketAddress.readV6(control, v6)) : Optional.empty();
    }

    /// The offset of a control message's data, or -1.
    private long find(int level, int type, int dataSize) {
        long end = Math.min(header.getLong(40), CONTROL_SIZE);
        long at = 0;
        while (at + CMSG_HEADER <= end) {
            long size = control.getLong(at);
            if (size < CMSG_HEADER || size > end - at) {
                return -1;
            }
            if (control.getInt(at + 8) == level && control.getInt(at + 12) == type && size >= CMSG_HEADER + dataSize) {
                return at + CMSG_HEADER;
            }
            at += size + 7 & -8;
        }
        return -1;
    }
}
