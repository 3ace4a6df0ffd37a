package org.timeball.linux.udp;

import java.lang.ref.Reference;
import org.timeball.linux.libc.Errno;

/// The kernel's own times of departure, read from a socket's error queue (Documentation/networking/timestamping.rst).
///
/// Only datagrams that asked for it by control data are stamped; SOF_TIMESTAMPING_OPT_ID numbers them from 0 on in the
/// order of sending. A report carries no bytes of the datagram (OPT_TSONLY), just SCM_TIMESTAMPING and a `struct
/// sock_extended_err` (<linux/errqueue.h>): ee_errno 0, ee_origin 4, ee_info 8, ee_data 12; origin 4 is timestamping and
/// ee_data then the number.
///
/// One thread; allocates nothing after the constructor.
final class TransmitStamps {
    private static final int MSG_ERRQUEUE = 0x2000;
    private static final int CONTROL_BYTES = 256;
    private static final int ORIGIN_TIMESTAMPING = 4;

    private final NativeMemory memory = new NativeMemory(
            MessageVector.bytesFor(UdpBatch.CAPACITY) + UdpBatch.CAPACITY * CONTROL_BYTES + 64);
    private final MessageVector reports = new MessageVector(memory, UdpBatch.CAPACITY);
    private final int controls = memory.reserve(UdpBatch.CAPACITY * CONTROL_BYTES);
    private final int nothing = memory.reserve(16);
    private final ControlData control = new ControlData(memory);
    private final int[] numbers = new int[UdpBatch.CAPACITY];
    private final long[] nanos = new long[UdpBatch.CAPACITY];
    private final long[] cardNanos = new long[UdpBatch.CAPACITY];
    private final int[] cardIndexes = new int[UdpBatch.CAPACITY];

    TransmitStamps() {
        for (int i = 0; i < UdpBatch.CAPACITY; i++) {
            reports.data(i, nothing, 0);
        }
    }

    /// Takes in what is there; never waits.
    ///
    /// @return how many stamps; the negative errno if the kernel refused
    int read(int fd) {
        for (int i = 0; i < UdpBatch.CAPACITY; i++) {
            reports.control(i, controls + i * CONTROL_BYTES, CONTROL_BYTES);
        }
        int count = BatchCalls.recvmmsg(fd, reports.address(0), UdpBatch.CAPACITY,
                MSG_ERRQUEUE | BatchCalls.MSG_DONTWAIT, 0);
        if (count < 0) {
            int errno = BatchCalls.errno();
            return errno == Errno.EAGAIN || errno == Errno.EINTR ? 0 : -errno;
        }
        int stamps = 0;
        for (int i = 0; i < count; i++) {
            control.read(controls + i * CONTROL_BYTES, reports.controlLength(i));
            if (control.errorOrigin() == ORIGIN_TIMESTAMPING
                    && (control.stampNanos() != 0 || control.cardNanos() != 0)) {
                numbers[stamps] = control.errorData();
                nanos[stamps] = control.stampNanos();
                cardNanos[stamps] = control.cardNanos();
                cardIndexes[stamps] = control.cardIndex();
                stamps++;
            }
        }
        Reference.reachabilityFence(this);
        return stamps;
    }

    int number(int i) {
        return numbers[i];
    }

    /// CLOCK_REALTIME when it left, nanoseconds since 1970; 0 if this report is the card's alone.
    long nanos(int i) {
        return nanos[i];
    }

    /// The network card's clock when it left, nanoseconds; 0 if this report is the kernel's alone.
    long cardNanos(int i) {
        return cardNanos[i];
    }

    /// Number of the card's interface.
    int cardIndex(int i) {
        return cardIndexes[i];
    }
}
