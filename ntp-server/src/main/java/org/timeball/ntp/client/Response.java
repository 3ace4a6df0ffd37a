package org.timeball.ntp.client;

import java.nio.ByteBuffer;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.ShortFormat;

/// The header of a packet from a source (RFC 5905 figure 8), as it stands.
///
/// @param poll log2 seconds
/// @param precision log2 seconds
/// @param rootDelay in [ShortFormat]
/// @param rootDispersion in [ShortFormat]
/// @param origin NTP timestamp, as the next three
record Response(int leap, int version, int mode, int stratum, int poll, int precision, int rootDelay,
        int rootDispersion, int referenceId, long referenceTime, long origin, long receive, long transmit) {
    /// @param packet at least a header, network order
    static Response read(ByteBuffer packet) {
        HeaderFlyweight header = new HeaderFlyweight().wrap(packet);
        return new Response(header.leap(), header.version(), header.mode(), header.stratum(), header.poll(),
                header.precision(), header.rootDelay(), header.rootDispersion(), header.referenceId(),
                header.referenceTime(), header.originTime(), header.receiveTime(), header.transmitTime());
    }

    double rootDelaySeconds() {
        return ShortFormat.toSeconds(rootDelay);
    }

    double rootDispersionSeconds() {
        return ShortFormat.toSeconds(rootDispersion);
    }

    /// Upper bound of the server's own error, seconds.
    double rootDistanceSeconds() {
        return rootDelaySeconds() / 2 + rootDispersionSeconds();
    }

    /// Smallest step of the server's clock, seconds; no more than 2^31.
    double precisionSeconds() {
        return Math.scalb(1.0, Math.min(precision, 31));
    }
}
