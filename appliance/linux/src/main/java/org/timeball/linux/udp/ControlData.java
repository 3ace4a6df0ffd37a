package org.timeball.linux.udp;

import java.util.Optional;
import org.timeball.linux.libc.MessageHeader;
import org.timeball.timekeeping.world.IpAddress;

/// Control data beside a datagram: a sequence of `struct cmsghdr` (<bits/socket.h>), read from a request and written
/// for its answer.
///
/// - SCM_TIMESTAMPING: `struct scm_timestamping` (<linux/errqueue.h>), whose first `struct timespec` is CLOCK_REALTIME as
///   the kernel read it when the driver handed over the packet; written as a word of flags beside an answer, it asks for
///   the time of its departure.
/// - IP_PKTINFO: `struct in_pktinfo` (<linux/in.h>); IPV6_PKTINFO: `struct in6_pktinfo` (<linux/ipv6.h>). The local
///   address of the request and, written back, the source address of the answer.
///
/// Moved from datagram to datagram by [#read].
final class ControlData {
    /// Room for what the kernel may write beside one request.
    static final int RECEIVE_BYTES = 192;
    /// Room for what is written beside one answer.
    static final int SEND_BYTES = 64;

    static final int SO_TIMESTAMPING = 37;
    private static final int STAMP_REQUEST_BYTES = 4;
    private static final int IPV6_PKTINFO = 50;
    private static final int IP_RECVERR = 11;
    private static final int IPV6_RECVERR = 25;
    private static final int ERROR_ORIGIN = 4;
    private static final int ERROR_DATA = 12;
    private static final int ERROR_BYTES = 16;
    private static final int HEADER_BYTES = 16;
    private static final int LEVEL = 8;
    private static final int TYPE = 12;
    private static final int ALIGNMENT = 8;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final int V4_LOCAL = 4;
    private static final int V4_DESTINATION = 8;
    private static final int V4_BYTES = 12;
    private static final int V6_INTERFACE = 16;
    private static final int V6_BYTES = 20;
    private static final int MULTICAST = 0xff;
    /// fe80::/10: the same address may exist on several interfaces.
    private static final int LINK_LOCAL = 0xfe80 >>> 6;

    private final NativeMemory memory;
    private long stampNanos;
    private long cardNanos;
    private int frame;
    private int v4Info;
    private int v6Info;
    private int error;

    ControlData(NativeMemory memory) {
        this.memory = memory;
    }

    /// Reads `length` bytes of control data from index `at`.
    void read(int at, int length) {
        stampNanos = 0;
        cardNanos = 0;
        frame = -1;
        v4Info = -1;
        v6Info = -1;
        error = -1;
        int end = at + length;
        int header = at;
        while (end - header >= HEADER_BYTES) {
            long size = memory.host.getLong(header);
            if (size < HEADER_BYTES || size > end - header) {
                return;
            }
            take(header, (int) size - HEADER_BYTES);
            header += (int) size + ALIGNMENT - 1 & -ALIGNMENT;
        }
    }

    private void take(int header, int size) {
        int level = memory.host.getInt(header + LEVEL);
        int type = memory.host.getInt(header + TYPE);
        int data = header + HEADER_BYTES;
        if (level == MessageHeader.SOL_SOCKET && type == SO_TIMESTAMPING && size >= 16) {
            stampNanos = memory.host.getLong(data) * NANOS_PER_SECOND + memory.host.getLong(data + 8);
            cardNanos = size >= 48
                    ? memory.host.getLong(data + 32) * NANOS_PER_SECOND + memory.host.getLong(data + 40)
                    : 0;
        } else if (level == MessageHeader.SOL_SOCKET && type == MessageHeader.SCM_TIMESTAMPING_PKTINFO && size >= 8) {
            frame = data;
        } else if (level == MessageHeader.IPPROTO_IP && type == MessageHeader.IP_PKTINFO && size >= V4_BYTES) {
            v4Info = data;
        } else if (level == MessageHeader.IPPROTO_IPV6 && type == IPV6_PKTINFO && size >= V6_BYTES) {
            v6Info = data;
        } else if ((level == MessageHeader.IPPROTO_IP && type == IP_RECVERR
                || level == MessageHeader.IPPROTO_IPV6 && type == IPV6_RECVERR) && size >= ERROR_BYTES) {
            error = data;
        }
    }

    /// Who reports in the error queue; 0 if this is no report.
    int errorOrigin() {
        return error < 0 ? 0 : memory.host.get(error + ERROR_ORIGIN);
    }

    /// What the report is about; meaningless if this is none.
    int errorData() {
        return memory.host.getInt(error + ERROR_DATA);
    }

    /// The kernel's time of arrival, nanoseconds since 1970; 0 if there was none.
    long stampNanos() {
        return stampNanos;
    }

    /// The network card's own time, nanoseconds of its clock; 0 if there was none.
    long cardNanos() {
        return cardNanos;
    }

    /// Number of the interface that stamped or, where that is not told, by which the packet passed; 0 if unknown.
    int cardIndex() {
        int stamped = frame < 0 ? 0 : memory.host.getInt(frame);
        if (stamped != 0) {
            return stamped;
        }
        return v4Info >= 0 ? memory.host.getInt(v4Info) : v6Info >= 0 ? memory.host.getInt(v6Info + V6_INTERFACE) : 0;
    }

    /// Length of the frame without its check sequence; 0 if unknown.
    int frameBytes() {
        return frame < 0 ? 0 : memory.host.getInt(frame + 4);
    }

    /// Whether the request was sent to one of our own addresses, not to a broadcast or multicast one.
    boolean isUnicast() {
        if (v4Info >= 0) {
            return memory.wire.getInt(v4Info + V4_LOCAL) == memory.wire.getInt(v4Info + V4_DESTINATION);
        }
        return v6Info >= 0 && (memory.wire.get(v6Info) & 255) != MULTICAST;
    }

    /// Writes at index `to` the control data that makes an answer leave from the address that was asked.
    ///
    /// Routing chooses the interface, but for IPv6 link-local addresses.
    ///
    /// @return its length; 0 if the request did not say what address it asked
    int writeSource(int to) {
        if (v4Info >= 0) {
            header(to, V4_BYTES, MessageHeader.IPPROTO_IP, MessageHeader.IP_PKTINFO);
            memory.host.putInt(to + HEADER_BYTES, 0);
            memory.wire.putInt(to + HEADER_BYTES + V4_LOCAL, memory.wire.getInt(v4Info + V4_LOCAL));
            memory.wire.putInt(to + HEADER_BYTES + V4_DESTINATION, 0);
            return HEADER_BYTES + V4_BYTES + ALIGNMENT - 1 & -ALIGNMENT;
        }
        if (v6Info >= 0) {
            header(to, V6_BYTES, MessageHeader.IPPROTO_IPV6, IPV6_PKTINFO);
            long high = memory.wire.getLong(v6Info);
            int device = memory.host.getInt(v6Info + V6_INTERFACE);
            memory.wire.putLong(to + HEADER_BYTES, high);
            memory.wire.putLong(to + HEADER_BYTES + 8, memory.wire.getLong(v6Info + 8));
            memory.host.putInt(to + HEADER_BYTES + V6_INTERFACE, high >>> 54 == LINK_LOCAL ? device : 0);
            return HEADER_BYTES + V6_BYTES + ALIGNMENT - 1 & -ALIGNMENT;
        }
        return 0;
    }

    /// The source address that [#writeSource] wrote.
    static Optional<IpAddress> sourceOf(NativeMemory memory, int at, int length) {
        int data = at + HEADER_BYTES;
        if (length == 0) {
            return Optional.empty();
        }
        return Optional.of(memory.host.getInt(at + LEVEL) == MessageHeader.IPPROTO_IP
                ? IpAddress.v4(memory.wire.getInt(data + V4_LOCAL))
                : new IpAddress(memory.wire.getLong(data), memory.wire.getLong(data + 8)));
    }

    /// Writes at index `to` the control data that asks for the kernel's time of departure.
    ///
    /// @param card whether the network card's is wanted, too
    /// @return its length
    int writeStampRequest(int to, boolean card) {
        header(to, STAMP_REQUEST_BYTES, MessageHeader.SOL_SOCKET, SO_TIMESTAMPING);
        memory.host.putInt(to + HEADER_BYTES, MessageHeader.SOF_TIMESTAMPING_TX_SOFTWARE
                | (card ? MessageHeader.SOF_TIMESTAMPING_TX_HARDWARE : 0));
        return HEADER_BYTES + STAMP_REQUEST_BYTES + ALIGNMENT - 1 & -ALIGNMENT;
    }

    private void header(int at, int dataBytes, int level, int type) {
        memory.host.putLong(at, HEADER_BYTES + dataBytes);
        memory.host.putInt(at + LEVEL, level);
        memory.host.putInt(at + TYPE, type);
    }
}
