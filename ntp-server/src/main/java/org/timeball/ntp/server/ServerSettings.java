package org.timeball.ntp.server;

import java.util.List;
import org.timeball.timekeeping.world.IpAddress;

/// How NTP is served.
///
/// @param endpoints what is served, at least one
/// @param threadsPerAddress responder threads a family, or a listed address; 1 to 64. The default is one a core that
///            this process may use; more is a waste
/// @param precisionLog2 log2 seconds of the clock's precision, -31 to 0; -23 (119 ns) is about what reading the clock
///            takes
/// @param receiveBufferBytes asked of the kernel for each thread, which counts it double. The default of 6 MiB holds
///            50 ms of 300,000 requests a second (768 bytes each as the kernel counts)
public record ServerSettings(List<Endpoint> endpoints, int threadsPerAddress, int precisionLog2,
        int receiveBufferBytes) {
    public static final int DEFAULT_PRECISION_LOG2 = -23;
    public static final int DEFAULT_RECEIVE_BUFFER_BYTES = 6 << 20;

    public ServerSettings {
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("no endpoint; a server needs one at least, such as port 123");
        }
        if (threadsPerAddress < 1 || threadsPerAddress > 64) {
            throw new IllegalArgumentException("threads are " + threadsPerAddress + "; there must be 1 to 64");
        }
        if (precisionLog2 < -31 || precisionLog2 > 0) {
            throw new IllegalArgumentException("precision is 2^" + precisionLog2 + " s; it must be 2^-31 to 2^0");
        }
        if (receiveBufferBytes < 4_096) {
            throw new IllegalArgumentException("a receive buffer of " + receiveBufferBytes + "; it must be 4096 on");
        }
    }

    /// All addresses of both families, with the defaults.
    public static ServerSettings onPort(int port) {
        return of(List.of(Endpoint.onPort(port)));
    }

    /// These addresses, or all if there are none; with the defaults.
    public static ServerSettings onAddresses(int port, List<IpAddress> addresses) {
        return addresses.isEmpty()
                ? onPort(port)
                : of(addresses.stream().map(address -> Endpoint.at(address, port)).toList());
    }

    /// These endpoints, with the defaults.
    public static ServerSettings of(List<Endpoint> endpoints) {
        int cores = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 64);
        return new ServerSettings(endpoints, cores, DEFAULT_PRECISION_LOG2, DEFAULT_RECEIVE_BUFFER_BYTES);
    }
}
