package org.timeball.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;

/// Timestamps taken by network cards.
///
/// @param interfaces `hwtimestamp`, collected; empty (default) uses the kernel's timestamps
/// @param timeout `hwtstimeout`: how long an answer waits for the transmit timestamp of its request, default 1 ms
/// @param maxTransmitBuffers `maxtxbuffers`: transmitted packets remembered by number, for interfaces that are no
///            Ethernet, 0 (default) to 1,048,576
public record HardwareConfiguration(List<Timestamping> interfaces, Span timeout, int maxTransmitBuffers) {
    public static final Span DEFAULT_TIMEOUT = Span.ofMillis(1);
    public static final int MOST_TRANSMIT_BUFFERS = 1_048_576;

    public HardwareConfiguration {
        interfaces = List.copyOf(interfaces);
    }

    /// `hwtimestamp INTERFACE [OPTION]...`.
    ///
    /// @param name of the interface; `*` is every one
    /// @param minPoll log2 seconds between two readings of the card's clock at most, -6 to 20, default 0
    /// @param maxPoll log2 seconds at least, -6 to 20, default `minPoll` + 1
    /// @param minSamples fewest readings kept, default 2
    /// @param maxSamples most readings kept, default 16
    /// @param precision of a reading, default 100 ns
    /// @param transmitCompensation added to transmit timestamps, default 0
    /// @param receiveCompensation subtracted from receive timestamps, default 0
    /// @param noCrossTimestamps do not use the hardware's own comparison with the system clock
    /// @param receiveFilter `rxfilter`; null (default) takes the narrowest that stamps NTP
    public record Timestamping(String name, int minPoll, int maxPoll, int minSamples, int maxSamples, Span precision,
            Span transmitCompensation, Span receiveCompensation, boolean noCrossTimestamps,
            @Nullable ReceiveFilter receiveFilter) {
        public static final int LEAST_POLL = -6;
        public static final int GREATEST_POLL = 20;
        public static final Span DEFAULT_PRECISION = Span.ofNanos(100);
    }

    /// Which received packets the card stamps.
    public enum ReceiveFilter {
        ALL,
        NTP,
        PTP,
        NONE
    }
}
