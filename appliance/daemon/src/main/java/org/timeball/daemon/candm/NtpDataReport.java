package org.timeball.daemon.candm;

import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.SystemInstant;

/// The last valid packet of an NTP source and what was measured with it: `chronyc ntpdata`.
///
/// @param remote address of the source
/// @param local address of ours that it answered; [SourceAddress#NONE] before it did
/// @param remotePort its UDP port
/// @param packet the packet's own fields
/// @param offsetSeconds our clock minus the source
/// @param delaySeconds of the round trip
/// @param dispersionSeconds of the measurement
/// @param responseSeconds how long the server held the request
/// @param jitterAsymmetry -0.5 to 0.5: on which way the jitter is
/// @param tests ten bits, from test 1 (0x200) to test D (0x001): 1 2 3 5 6 7 A B C D; set: passed
/// @param interleaved whether it came in interleaved mode
/// @param authenticated whether it was authenticated
/// @param transmitStamp who stamped our request: `D`aemon, `K`ernel or `H`ardware
/// @param receiveStamp who stamped its answer
/// @param counts packets since the source was added
public record NtpDataReport(SourceAddress remote, SourceAddress local, int remotePort, Packet packet,
        double offsetSeconds, double delaySeconds, double dispersionSeconds, double responseSeconds,
        double jitterAsymmetry, int tests, boolean interleaved, boolean authenticated, char transmitStamp,
        char receiveStamp, Counts counts) implements Report {
    /// Fields of an NTP packet.
    ///
    /// @param leap indicator
    /// @param version 1 to 4
    /// @param mode 0 to 7
    /// @param stratum 0 to 255
    /// @param pollLog2 log2 of seconds
    /// @param precisionLog2 log2 of seconds
    /// @param rootDelaySeconds of the source
    /// @param rootDispersionSeconds of the source
    /// @param refid of the source's reference
    /// @param referenceTime when the source's clock was last set, by its own clock
    public record Packet(LeapIndicator leap, int version, int mode, int stratum, int pollLog2, int precisionLog2,
            double rootDelaySeconds, double rootDispersionSeconds, int refid, SystemInstant referenceTime) {
    }

    /// Packets since the source was added; each counter is unsigned 32 bits on the wire and wraps.
    ///
    /// @param sent requests
    /// @param received answers of any kind
    /// @param valid answers that passed the tests of a packet
    /// @param good answers that gave a sample
    /// @param kernelSent requests stamped by the kernel
    /// @param kernelReceived answers stamped by the kernel
    /// @param hardwareSent requests stamped by hardware
    /// @param hardwareReceived answers stamped by hardware
    public record Counts(long sent, long received, long valid, long good, long kernelSent, long kernelReceived,
            long hardwareSent, long hardwareReceived) {
    }
}
