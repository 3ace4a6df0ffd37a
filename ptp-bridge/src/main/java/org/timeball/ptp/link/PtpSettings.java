package org.timeball.ptp.link;

import java.util.Optional;
import org.timeball.ptp.trust.TrustSettings.Profile;

/// What is configured of one PTP link.
///
/// @param interfaceName the network interface that hears the grandmaster, such as `eth0`
/// @param domain 0 to 255; default 0, 24 in the telecom profile
/// @param transport default UDP over IPv4, Ethernet in the telecom profile
/// @param profile default that of IEEE 1588
/// @param phc the hardware clock that ptp4l steers, `/dev/ptpN` or an interface; empty where ptp4l stamps in software and
///            only measures the system clock
/// @param socket path of ptp4l's socket for management
/// @param program the ptp4l that is to be run; empty to attach to one that runs
/// @param utc whether a grandmaster that is not on the PTP timescale gives UTC; default false
public record PtpSettings(String interfaceName, int domain, Transport transport, Profile profile, Optional<String> phc,
        String socket, Optional<String> program, boolean utc) {
    public PtpSettings {
        if (domain < 0 || domain > 255) {
            throw new IllegalArgumentException("a PTP domain is 0 to 255, not " + domain);
        }
    }

    /// How PTP goes over the network.
    public enum Transport {
        UDPV4("UDPv4"),
        UDPV6("UDPv6"),
        L2("L2");

        private final String word;

        Transport(String word) {
            this.word = word;
        }

        /// As ptp4l calls it.
        public String word() {
            return word;
        }
    }
}
