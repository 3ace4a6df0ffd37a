package org.timeball.ntp.nts.ke;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timeball.ntp.nts.AeadAlgorithm;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;

/// What is set for all sources with NTS together.
///
/// @param algorithms asked for, best first
/// @param cookieDirectory where keys and cookies survive a restart; empty for nowhere
/// @param refresh longest time between two key establishments
/// @param trusted paths of PEM files and folders, by the number of their set
/// @param systemCertificates whether set 0 has the system's authorities
/// @param updatesBeforeDatesCount clock updates before the dates of certificates count
/// @param bindV4 address that connections to IPv4 servers come from
/// @param bindV6 the same for IPv6
public record NtsClientSettings(List<AeadAlgorithm> algorithms, Optional<String> cookieDirectory, Span refresh,
        Map<Long, List<String>> trusted, boolean systemCertificates, int updatesBeforeDatesCount,
        Optional<IpAddress> bindV4, Optional<IpAddress> bindV6) {
    public NtsClientSettings {
        algorithms = List.copyOf(algorithms);
        trusted = Map.copyOf(trusted);
    }
}
