package org.timeball.ntp.server;

import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Address;

/// One `broadcast INTERVAL ADDRESS [PORT]`.
///
/// @param interval from one packet to the next, 1 s to 2^17 s
/// @param to a broadcast, multicast or any other address; port 123 where none is said
public record BroadcastSettings(Span interval, Address.Udp to) {
    private static final long SECOND = 1_000_000_000L;
    private static final int LONGEST_LOG2 = 17;

    public BroadcastSettings {
        if (interval.nanos() < SECOND || interval.nanos() > SECOND << LONGEST_LOG2) {
            throw new IllegalArgumentException("a broadcast every " + interval + "; it must be 1 s to 131072 s");
        }
        if (to.port() == 0) {
            throw new IllegalArgumentException("a broadcast to port 0; it must be 1 to 65535, such as 123");
        }
    }

    /// The poll exponent that the packets name: log2 seconds, rounded.
    int pollLog2() {
        return (int) Math.round(Math.log(interval.nanos() / (double) SECOND) / Math.log(2));
    }
}
