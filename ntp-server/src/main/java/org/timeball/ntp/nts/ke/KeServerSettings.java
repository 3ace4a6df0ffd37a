package org.timeball.ntp.nts.ke;

import java.util.List;
import java.util.Optional;
import org.timeball.ntp.nts.AeadAlgorithm;
import org.timeball.timekeeping.world.Streams.Endpoint;

/// How keys are established.
///
/// @param endpoints where connections are taken; those that cannot be had are told and left out, as long as one is left
/// @param identities certificates and their keys; the client's wish (SNI) decides between them
/// @param algorithms that may be agreed on
/// @param mostConnections at once
/// @param ntpServer name or address of the NTP server that clients are sent to; empty for this host
/// @param ntpPort its UDP port
public record KeServerSettings(List<Endpoint> endpoints, List<Identity> identities, List<AeadAlgorithm> algorithms,
        int mostConnections, Optional<String> ntpServer, int ntpPort) {
    public KeServerSettings {
        endpoints = List.copyOf(endpoints);
        identities = List.copyOf(identities);
        algorithms = List.copyOf(algorithms);
    }

    /// @param certificate path of a PEM file: the server's certificate, then those that lead to its authority
    /// @param key path of a PEM file with its private key
    public record Identity(String certificate, String key) {
    }
}
