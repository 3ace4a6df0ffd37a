package org.timeball.linux.udp;

/// An array of `struct mmsghdr` (<bits/socket.h>), each with one `struct iovec`.
///
/// A `struct msghdr` holds the peer's address, the data, the control data and flags; mmsghdr adds the data's length
/// after the call. 64 bytes each on a 64-bit system.
final class MessageVector {
    private static final int BYTES = 64;
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 8;
    private static final int IOV = 16;
    private static final int IOV_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int FLAGS = 48;
    private static final int DATA_LENGTH = 56;
    private static final int IOVEC_BYTES = 16;
    private static final int IOVEC_LENGTH = 8;

    private final NativeMemory memory;
    private final int headers;
    private final int iovecs;

    static int bytesFor(int count) {
        return count * (BYTES + IOVEC_BYTES);
    }

    MessageVector(NativeMemory memory, int count) {
        this.memory = memory;
        headers = memory.reserve(count * BYTES);
        iovecs = memory.reserve(count * IOVEC_BYTES);
        for (int i = 0; i < count; i++) {
            memory.host.putLong(header(i) + IOV, memory.addressOf(iovecs + i * IOVEC_BYTES));
            memory.host.putLong(header(i) + IOV_COUNT, 1);
        }
    }

    /// The native address of message `index`.
    long address(int index) {
        return memory.addressOf(header(index));
    }

    void data(int index, int at, int length) {
        int iovec = iovecs + index * IOVEC_BYTES;
        memory.host.putLong(iovec, memory.addressOf(at));
        memory.host.putLong(iovec + IOVEC_LENGTH, length);
    }

    void name(int index, int at, int length) {
        memory.host.putLong(header(index) + NAME, memory.addressOf(at));
        memory.host.putInt(header(index) + NAME_LENGTH, length);
    }

    /// @param length 0 for none
    void control(int index, int at, int length) {
        memory.host.putLong(header(index) + CONTROL, length == 0 ? 0 : memory.addressOf(at));
        memory.host.putLong(header(index) + CONTROL_LENGTH, length);
    }

    int nameLength(int index) {
        return memory.host.getInt(header(index) + NAME_LENGTH);
    }

    int controlLength(int index) {
        return (int) memory.host.getLong(header(index) + CONTROL_LENGTH);
    }

    int flags(int index) {
        return memory.host.getInt(header(index) + FLAGS);
    }

    /// Bytes received or sent.
    int dataLength(int index) {
        return memory.host.getInt(header(index) + DATA_LENGTH);
    }

    private int header(int index) {
        return headers + index * BYTES;
    }
}
