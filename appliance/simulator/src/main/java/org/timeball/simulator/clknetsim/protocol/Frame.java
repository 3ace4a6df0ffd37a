package org.timeball.simulator.clknetsim.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Bytes laid out as a C struct, in the machine's byte order.
final class Frame {
    private Frame() {
    }

    static ByteBuffer ofSize(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }

    /// @param what such as `a reply to SELECT`
    static ByteBuffer of(byte[] bytes, int size, String what) {
        if (bytes.length != size) {
            throw new ProtocolException("%s has %d bytes, not %d; is the other side clknetsim?".formatted(what,
                    bytes.length, size));
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }
}
