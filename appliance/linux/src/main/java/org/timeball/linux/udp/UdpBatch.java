package org.timeball.linux.udp;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.libc.Errno;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.WorldException;

/// A UDP socket that takes in up to 64 requests with one system call and sends their answers with another.
///
/// ```
/// int count = batch.receive();
/// for (int i = 0; i < count; i++) {
///     int length = answer(batch.request(i), batch.requestLength(i), batch.reply(i));
///     if (length > 0) {
///         batch.queueReply(i, length);
///     }
/// }
/// int sent = batch.send();
/// ```
///
/// Assumes one thread. Guarantees: no allocation after the constructor; an answer leaves to the sender of its request
/// from the address that was asked. All memory is held in fields, since addresses inside native structs keep nothing
/// alive.
public final class UdpBatch implements AutoCloseable {
    /// Requests a batch.
    public static final int CAPACITY = 64;
    /// Room for one request: more than fits in an Ethernet frame. (An odd number of cache lines, so that the buffers'
    /// first lines do not all compete for the same sets.)
    public static final int BUFFER_BYTES = 1_600;
    private static final int NAME_BYTES = 32;
    private static final int SEND_CONTROL_BYTES = 48;
    private static final int MEMORY_BYTES = 2 * MessageVector.bytesFor(CAPACITY)
            + CAPACITY * (2 * BUFFER_BYTES + NAME_BYTES + ControlData.RECEIVE_BYTES + SEND_CONTROL_BYTES) + 256;
    private static final int ENOMEM = 12;
    private static final int ENOBUFS = 105;

    private final NativeMemory memory = new NativeMemory(MEMORY_BYTES);
    private final MessageVector incoming = new MessageVector(memory, CAPACITY);
    private final MessageVector outgoing = new MessageVector(memory, CAPACITY);
    private final ControlData control = new ControlData(memory);
    private final int names = memory.reserve(CAPACITY * NAME_BYTES);
    private final int receiveControls = memory.reserve(CAPACITY * ControlData.RECEIVE_BYTES);
    private final int sendControls = memory.reserve(CAPACITY * SEND_CONTROL_BYTES);
    private final int requestData = memory.reserve(CAPACITY * BUFFER_BYTES);
    private final int replyData = memory.reserve(CAPACITY * BUFFER_BYTES);
    private final ByteBuffer[] requests = new ByteBuffer[CAPACITY];
    private final ByteBuffer[] replies = new ByteBuffer[CAPACITY];
    private final long[] receivedNanos = new long[CAPACITY];
    private final boolean[] unicast = new boolean[CAPACITY];
    private final int[] sendControlLengths = new int[CAPACITY];

    private final UdpSocket socket;
    private int received = CAPACITY;
    private int queued;

    /// @param local where to listen; port 0 lets the kernel choose
    /// @param receiveBufferBytes to ask the kernel for; it counts double
    public UdpBatch(Address.Udp local, PortSharing sharing, int receiveBufferBytes) throws WorldException {
        for (int i = 0; i < CAPACITY; i++) {
            requests[i] = memory.slice(requestData + i * BUFFER_BYTES, BUFFER_BYTES);
            replies[i] = memory.slice(replyData + i * BUFFER_BYTES, BUFFER_BYTES);
            incoming.data(i, requestData + i * BUFFER_BYTES, BUFFER_BYTES);
        }
        socket = new UdpSocket(local, sharing, receiveBufferBytes);
    }

    /// The address it is bound to, with the port that the kernel chose where 0 was asked for.
    public Address.Udp local() {
        return socket.local();
    }

    /// Whether a failed constructor means that this machine has no such address family, as without IPv6.
    public static boolean meansNoSuchFamily(WorldException failure) {
        return failure.errno() == Errno.EAFNOSUPPORT || failure.errno() == Errno.EADDRNOTAVAIL;
    }

    /// Waits up to 100 ms for requests, and takes in what is there.
    ///
    /// @return how many; 0 if none came; the negative errno if the kernel refused
    public int receive() {
        queued = 0;
        for (int i = 0; i < received; i++) {
            incoming.name(i, names + i * NAME_BYTES, NAME_BYTES);
            incoming.control(i, receiveControls + i * ControlData.RECEIVE_BYTES, ControlData.RECEIVE_BYTES);
        }
        received = 0;
        int count = BatchCalls.recvmmsg(socket.fd(), incoming.address(0), CAPACITY, BatchCalls.MSG_WAITFORONE, 0);
        if (count < 0) {
            int errno = BatchCalls.errno();
            return errno == Errno.EAGAIN || errno == Errno.EINTR || errno == Errno.ECONNREFUSED
                    ? 0
                    : -errno;
        }
        received = count;
        for (int i = 0; i < count; i++) {
            control.read(receiveControls + i * ControlData.RECEIVE_BYTES, incoming.controlLength(i));
            receivedNanos[i] = control.stampNanos() != 0 ? control.stampNanos() : HostClock.realtimeNanos();
            unicast[i] = control.isUnicast();
            sendControlLengths[i] = control.writeSource(sendControls + i * SEND_CONTROL_BYTES);
        }
        Reference.reachabilityFence(this);
        return count;
    }

    /// Request `i` from index 0, network order; valid until the next [#receive].
    public ByteBuffer request(int i) {
        return requests[i];
    }

    /// Bytes of request `i`; at most [#BUFFER_BYTES].
    public int requestLength(int i) {
        return incoming.dataLength(i);
    }

    /// Whether request `i` was longer than its buffer, so that its end is lost.
    public boolean isTruncated(int i) {
        return (incoming.flags(i) & BatchCalls.MSG_TRUNC) != 0;
    }

    /// Whether request `i` was sent to one of our own addresses, not to a broadcast or multicast one.
    public boolean isUnicast(int i) {
        return unicast[i];
    }

    /// CLOCK_REALTIME when request `i` arrived, as the kernel read it; nanoseconds since 1970.
    public long receivedNanos(int i) {
        return receivedNanos[i];
    }

    /// Upper half of the sender's IpAddress.
    public long clientHigh(int i) {
        return ClientAddress.high(memory, names + i * NAME_BYTES);
    }

    /// Lower half of the sender's IpAddress.
    public long clientLow(int i) {
        return ClientAddress.low(memory, names + i * NAME_BYTES);
    }

    public int clientPort(int i) {
        return ClientAddress.port(memory, names + i * NAME_BYTES);
    }

    /// Where the answer to request `i` goes, from index 0, network order.
    public ByteBuffer reply(int i) {
        return replies[i];
    }

    /// Puts the answer to request `i` last in the row to be sent; once a request.
    public void queueReply(int i, int length) {
        outgoing.name(queued, names + i * NAME_BYTES, incoming.nameLength(i));
        outgoing.control(queued, sendControls + i * SEND_CONTROL_BYTES, sendControlLengths[i]);
        outgoing.data(queued, replyData + i * BUFFER_BYTES, length);
        queued++;
    }

    /// Sends the row, in order. Answers that the kernel refuses are lost, as a network may lose them; it never waits.
    ///
    /// @return how many were sent
    public int send() {
        int sent = 0;
        int at = 0;
        while (at < queued) {
            int count = BatchCalls.sendmmsg(socket.fd(), outgoing.address(at), queued - at,
                    BatchCalls.MSG_DONTWAIT);
            if (count > 0) {
                sent += count;
                at += count;
            } else {
                int errno = BatchCalls.errno();
                if (errno == Errno.EAGAIN || errno == ENOBUFS || errno == ENOMEM) {
                    break;
                }
                // The first of the rest is refused for itself (no route, a firewall): go on after it.
                at += errno == Errno.EINTR ? 0 : 1;
            }
        }
        queued = 0;
        Reference.reachabilityFence(this);
        return sent;
    }

    /// Closes the socket. The thread that receives from it must have ended.
    @Override
    public void close() {
        socket.close();
    }
}
