package org.timeball.ntp.server;

import java.nio.ByteBuffer;
import org.timeball.timekeeping.world.CardTimescale;
import org.timeball.timekeeping.world.Datagram.Stamp;

/// One datagram on the NTP port, as a driver shows it to the [Responder]; filled anew for each.
final class Arrival {
    /// A packet takes no longer from the card to the kernel's stamp, nanoseconds: else somebody has set the card's clock.
    private static final long LONGEST_IN_KERNEL_NANOS = 10_000_000;

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
    /// How far off that may be, nanoseconds.
    long errorNanos;

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
        errorNanos = 0;
        return this;
    }

    /// Takes the network card's stamp instead, if it can be: the kernel saw the packet later, but not by much.
    ///
    /// @param cardNanos the card's clock as it began to arrive
    void receivedByCard(CardTimescale cards, int interfaceIndex, long cardNanos, int frameBytes) {
        long at = cards.received(interfaceIndex, cardNanos, frameBytes);
        if (at == CardTimescale.UNKNOWN) {
            return;
        }
        long error = cards.errorNanos(interfaceIndex);
        long later = receivedNanos - at;
        if (later >= -error && later <= LONGEST_IN_KERNEL_NANOS) {
            receivedNanos = Math.min(at, receivedNanos);
            stampedBy = Stamp.HARDWARE;
            errorNanos = error;
        }
    }
}
