package org.timeball.linux.udp;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// One zeroed block of native memory. It stays at its address as long as this object is reachable: keep it in a field
/// while the kernel or a struct may hold an address in it.
final class NativeMemory {
    private static final int ALIGNMENT = 16;

    /// The block in the processor's byte order.
    final ByteBuffer host;
    /// The block in network byte order.
    final ByteBuffer wire;
    private final long address;
    private int reserved;

    NativeMemory(int bytes) {
        host = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        wire = host.duplicate().order(ByteOrder.BIG_ENDIAN);
        address = Pointer.nativeValue(Native.getDirectBufferPointer(host));
    }

    /// Sets aside the next `bytes` of the block; returns their index.
    int reserve(int bytes) {
        int at = reserved;
        reserved = at + bytes + ALIGNMENT - 1 & -ALIGNMENT;
        if (reserved > host.capacity()) {
            throw new IllegalStateException("native memory of " + host.capacity() + " bytes is too small");
        }
        return at;
    }

    /// The native address of an index.
    long addressOf(int at) {
        return address + at;
    }

    /// Part of the block as a buffer of its own, in network byte order.
    ByteBuffer slice(int at, int length) {
        return wire.slice(at, length).order(ByteOrder.BIG_ENDIAN);
    }
}
