package org.timeball.linux.udp;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/// The C library's calls that move many datagrams at once (<bits/socket.h>), by JNA direct mapping.
///
/// Parameters named `messages` are addresses. A result of -1 means failure; [#errno] then says why.
final class BatchCalls {
    static final int MSG_TRUNC = 0x20;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_WAITFORONE = 0x10000;

    static {
        if (Native.POINTER_SIZE != 8) {
            throw new UnsupportedOperationException("UDP batches need a 64-bit Linux; this Java runtime is "
                    + 8 * Native.POINTER_SIZE + "-bit: install a 64-bit system and Java");
        }
        Native.register(BatchCalls.class, NativeLibrary.getProcess());
    }

    private BatchCalls() {
    }

    /// @param timeoutAddress 0 for none
    static native int recvmmsg(int fd, long messages, int count, int flags, long timeoutAddress);

    static native int sendmmsg(int fd, long messages, int count, int flags);

    static int errno() {
        return Native.getLastError();
    }
}
