package org.timeball.ntp.client;

import java.util.Optional;
import java.util.OptionalInt;
import org.timeball.timekeeping.world.IpAddress;

/// What is set for all sources together.
///
/// @param acquisitionPort UDP port that requests are sent from; by default one that changes with each request
/// @param serverPort UDP port that peers send to, ours and theirs; 0 if we serve nobody
/// @param bindV4 address that IPv4 requests are sent from
/// @param bindV6 address that IPv6 requests are sent from
/// @param device network interface that requests leave by
/// @param dscp differentiated services code point of requests, 0 to 63; default 0
/// @param precisionLog2 precision of our clock readings, log2 seconds, such as -23
/// @param refreshSeconds how old a name's addresses may become before it is looked up again; 0 for ever, default 14 days
public record NtpClientSettings(OptionalInt acquisitionPort, int serverPort, Optional<IpAddress> bindV4,
        Optional<IpAddress> bindV6, Optional<String> device, int dscp, int precisionLog2,
        long refreshSeconds) {
    public static final NtpClientSettings DEFAULT = new NtpClientSettings(OptionalInt.empty(), 123, Optional.empty(),
            Optional.empty(), Optional.empty(), 0, -23, 1_209_600);

    public NtpClientSettings {
        if (acquisitionPort.isPresent() && (acquisitionPort.getAsInt() < 0 || acquisitionPort.getAsInt() > 65_535)
                || serverPort < 0 || serverPort > 65_535) {
            throw new IllegalArgumentException("a port must be 0 to 65535");
        }
        if (refreshSeconds < 0) {
            throw new IllegalArgumentException("refresh is " + refreshSeconds + " s; it must be 0 or more");
        }
        if (precisionLog2 < -32 || precisionLog2 > 0) {
            throw new IllegalArgumentException("precision is 2^" + precisionLog2 + " s; it must be 2^-32 to 1 s");
        }
    }

    public NtpClientSettings withServerPort(int port) {
        return new NtpClientSettings(acquisitionPort, port, bindV4, bindV6, device, dscp, precisionLog2,
                refreshSeconds);
    }

    public NtpClientSettings withAcquisitionPort(int port) {
        return new NtpClientSettings(OptionalInt.of(port), serverPort, bindV4, bindV6, device, dscp, precisionLog2,
                refreshSeconds);
    }

    public NtpClientSettings withRefresh(long seconds) {
        return new NtpClientSettings(acquisitionPort, serverPort, bindV4, bindV6, device, dscp, precisionLog2, seconds);
    }

    double precisionSeconds() {
        return Math.scalb(1.0, precisionLog2);
    }
}
