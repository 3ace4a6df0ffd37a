package org.timeball.ntp.server;

import java.util.List;
import org.timeball.timekeeping.world.IpAddress;

/// How the NTP port is served.
///
/// @param port UDP port, 0 to 65535; NTP's own is 123; 0 takes any that is free in both families
/// @param addresses local addresses to serve; empty (the default) for all
/// @param threadsPerAddress responder threads a family, or a listed address; 1 to 64. More than there are cores is
///            a waste
/// @param precisionLog2 log2 seconds of the clock's precision, -31 to 0; -23 (119 ns) is about what reading the clock
///            takes
/// @param receiveBufferBytes asked of the kernel for each thread, which counts it double. The default of 6 MiB holds
///            50 ms of 300,000 requests a second (768 bytes each as the kernel counts)
public record ServerSettings(int port, List<IpAddress> addresses, int threadsPerAddress, int precisionLog2,
        int receiveBufferBytes) {
    public static final int DEFAULT_PRECISION_LOG2 = -23;
    public static final int DEFAULT_RECEIVE_BUFFER_BYTES = 6 << 20;

    public ServerSettings {
        addresses = List.copyOf(addresses);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + "; it must be 0 to 65535");
        }
        if (threadsPerAddress < 1 || threadsPerAddress > 64) {
            throw new IllegalArgumentException("threads are " + threadsPerAddress + "; there must be 1 to 64");
        }
        if (receiveBufferBytes < 4_096) {
            throw new IllegalArgumentException("a receive buffer of " + receiveBufferBytes + "; it must be 4096 on");
        }
    }

    /// One thread a family on all addresses, with the defaults.
    public static ServerSettings onPort(int port) {
        return new ServerSettings(port, List.of(), 1, DEFAULT_PRECISION_LOG2, DEFAULT_RECEIVE_BUFFER_BYTES);
    }
}
