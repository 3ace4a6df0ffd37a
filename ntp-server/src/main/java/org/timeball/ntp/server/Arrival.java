package org.timeball.ntp.server;

import java.nio.ByteBuffer;
import org.timeball.timekeeping.world.Datagram.Stamp;

/// One datagram on the NTP port, as a driver shows it to the [Responder]; filled anew for each.
final class Arrival {
    /// From index 0, network order.
    ByteBuffer packet = ByteBuffer.allocate(0);
    int length;
    /// Upper half of the sender's IpAddress.
    long high;
    /// Lower half.
    long low;
    int port;
    /// The system clock when it arrived, nanoseconds since 1970.
    long receivedNanos;
    Stamp stampedBy = Stamp.DAEMON;

    Arrival packet(ByteBuffer bytes, int count) {
        packet = bytes;
        length = count;
        return this;
    }

    Arrival from(long addressHigh, long addressLow, int senderPort) {
        high = addressHigh;
        low = addressLow;
        port = senderPort;
        return this;
    }

    Arrival received(long systemNanos, Stamp by) {
        receivedNanos = systemNanos;
        stampedBy = by;
        return this;
    }
}
