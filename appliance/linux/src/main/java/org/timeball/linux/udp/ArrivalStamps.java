package org.timeball.linux.udp;

import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

/// The kernel's receive timestamps as such. It switches them on for all sockets at once when the first asks, in a
/// worker of its own (net_enable_timestamp in net/core/dev.c): what arrives before that worker has run bears none.
public final class ArrivalStamps {
    private static final Address.Udp LOOPBACK = new Address.Udp(IpAddress.v4(127, 0, 0, 1), 0);
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] PROBE = new byte[1];

    private ArrivalStamps() {
    }

    /// Sends datagrams to itself over loopback until one bears the kernel's time. They stay switched on as long as a
    /// socket that asked for them is open.
    ///
    /// @param patienceNanos when to give up
    /// @return whether they are on; false too where loopback carries nothing
    public static boolean await(long patienceNanos) throws WorldException {
        long start = System.nanoTime();
        try (UdpBatch probe = new UdpBatch(LOOPBACK, PortSharing.ALONE, SocketOptions.withBuffer(BUFFER_BYTES))) {
            while (probe.send(probe.local(), PROBE)) {
                if (probe.receive() > 0 && probe.isKernelStamped(0)) {
                    return true;
                }
                if (System.nanoTime() - start > patienceNanos) {
                    return false;
                }
                Thread.yield();
            }
        }
        return false;
    }
}
