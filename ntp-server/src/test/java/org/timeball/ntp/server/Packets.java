package org.timeball.ntp.server;

import java.nio.ByteBuffer;
import org.timeball.ntp.wire.HeaderFlyweight;

/// Requests of NTP clients.
final class Packets {
    private Packets() {
    }

    /// A bare client request.
    static ByteBuffer request(int version, long transmitTime) {
        ByteBuffer packet = ByteBuffer.allocate(HeaderFlyweight.BYTES);
        new HeaderFlyweight().wrap(packet).leapVersionMode(0, version, HeaderFlyweight.MODE_CLIENT)
                .transmitTime(transmitTime);
        return packet;
    }
}
