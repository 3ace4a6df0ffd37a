package org.timeball.linux.udp;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.linux.libc.SocketAddress;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

/// A UDP socket that takes in up to 64 requests with one system call and sends their answers with another.
///
/// ```
/// int count = batch.receive();
/// for (int i = 0; i < count; i++) {
///     int length = answer(batch.request(i), batch.requestLength(i), batch.reply(i));
///     if (length > 0) {
///         batch.queueReply(i, length, false);
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
    private static final int SEND_CONTROL_BYTES = 64;
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

    private final boolean[] kernelStamped = new boolean[CAPACITY];
    private final long[] cardNanos = new long[CAPACITY];
    private final int[] cardIndexes = new int[CAPACITY];
    private final int[] frameBytes = new int[CAPACITY];
    private final boolean cards;

    private final TransmitStamps departures = new TransmitStamps();
    private final UdpSocket socket;
    private int received = CAPACITY;
    private int queued;
    /// The first of the row that is not sent yet.
    private int next;

    /// @param local where to listen; port 0 lets the kernel choose
    public UdpBatch(Address.Udp local, PortSharing sharing, SocketOptions options) throws WorldException {
        for (int i = 0; i < CAPACITY; i++) {
            requests[i] = memory.slice(requestData + i * BUFFER_BYTES, BUFFER_BYTES);
            replies[i] = memory.slice(replyData + i * BUFFER_BYTES, BUFFER_BYTES);
            incoming.data(i, requestData + i * BUFFER_BYTES, BUFFER_BYTES);
        }
        cards = options.cardStamps();
        socket = new UdpSocket(local, sharing, options);
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
        next = 0;
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
            kernelStamped[i] = control.stampNanos() != 0;
            receivedNanos[i] = kernelStamped[i] ? control.stampNanos() : HostClock.realtimeNanos();
            cardNanos[i] = control.cardNanos();
            if (cards) {
                cardIndexes[i] = control.cardIndex();
                frameBytes[i] = control.frameBytes();
            }
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

    /// Whether the kernel read that time; if not, we did when we took the request in.
    public boolean isKernelStamped(int i) {
        return kernelStamped[i];
    }

    /// The network card's clock as request `i` arrived, nanoseconds; 0 if it took no stamp.
    public long cardNanos(int i) {
        return cardNanos[i];
    }

    /// Number of the interface that request `i` came by, where cards stamp; 0 if unknown.
    public int cardIndex(int i) {
        return cardIndexes[i];
    }

    /// Length of request `i`'s frame without its check sequence, where a card stamped it; 0 if unknown.
    public int frameBytes(int i) {
        return frameBytes[i];
    }

    /// The local address that request `i` was sent to; allocates.
    public IpAddress destination(int i) {
        return ControlData.sourceOf(memory, sendControls + i * SEND_CONTROL_BYTES, sendControlLengths[i])
                .orElse(local().ip());
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
    ///
    /// @param stamped whether the kernel is to tell when it left, see [#readDepartures]
    public void queueReply(int i, int length, boolean stamped) {
        int at = sendControls + i * SEND_CONTROL_BYTES;
        int size = sendControlLengths[i];
        if (stamped) {
            size += control.writeStampRequest(at + size, cards);
        }
        outgoing.name(queued, names + i * NAME_BYTES, incoming.nameLength(i));
        outgoing.control(queued, at, size);
        outgoing.data(queued, replyData + i * BUFFER_BYTES, length);
        queued++;
    }

    /// Sends all of the row that is left.
    ///
    /// @return how many were sent
    public int send() {
        return send(queued);
    }

    /// Sends the row, in order, up to but without its answer `end`. Answers that the kernel refuses are lost, as a network
    /// may lose them; it never waits.
    ///
    /// @return how many were sent
    public int send(int end) {
        int sent = 0;
        while (next < end) {
            int count = BatchCalls.sendmmsg(socket.fd(), outgoing.address(next), end - next,
                    BatchCalls.MSG_DONTWAIT);
            if (count > 0) {
                sent += count;
                next += count;
            } else {
                int errno = BatchCalls.errno();
                if (errno == Errno.EAGAIN || errno == ENOBUFS || errno == ENOMEM) {
                    next = end;
                } else {
                    // The first of the rest is refused for itself (no route, a firewall): go on after it.
                    next += errno == Errno.EINTR ? 0 : 1;
                }
            }
        }
        Reference.reachabilityFence(this);
        return sent;
    }

    /// Takes in what the kernel has told since about the departure of stamped answers; never waits.
    ///
    /// @return how many; the negative errno if the kernel refused
    public int readDepartures() {
        return departures.read(socket.fd());
    }

    /// Which answer departure `i` is about: stamped answers are numbered from 0 in the order of sending.
    public int departureNumber(int i) {
        return departures.number(i);
    }

    /// CLOCK_REALTIME at departure `i`, nanoseconds since 1970; 0 if the report is the card's alone.
    public long departureNanos(int i) {
        return departures.nanos(i);
    }

    /// The network card's clock at departure `i`, nanoseconds; 0 if the report is the kernel's alone.
    public long departureCardNanos(int i) {
        return departures.cardNanos(i);
    }

    /// Number of the interface by which departure `i` was.
    public int departureCardIndex(int i) {
        return departures.cardIndex(i);
    }

    /// Numbers stamped answers from 0 again, as is needed when one may have got a number and not been sent.
    public void restartDepartures() {
        while (readDepartures() > 0) {
            Thread.onSpinWait();
        }
        socket.restartStamps();
    }

    /// How much waiting data the kernel holds, as it counts; 0 if it does not say.
    public int receiveBufferBytes() {
        return socket.receiveBufferBytes();
    }

    /// Leads all requests of one address to one and the same of the batches that share this one's port.
    ///
    /// @param sharing how many they are, all open
    public void steer(int sharing) throws WorldException {
        socket.steer(sharing);
    }

    /// Sends one datagram that answers nothing; for any thread.
    ///
    /// @return whether the kernel took it
    public boolean send(Address.Udp to, byte[] payload) {
        SocketAddress address = new SocketAddress();
        int size = address.write(to);
        return Libc.sendto(socket.fd(), payload, payload.length, BatchCalls.MSG_DONTWAIT, address.pointer(),
                size) == payload.length;
    }

    /// Closes the socket. The thread that receives from it must have ended.
    @Override
    public void close() {
        socket.close();
    }
}
