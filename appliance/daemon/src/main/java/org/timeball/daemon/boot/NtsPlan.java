package org.timeball.daemon.boot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timeball.daemon.cli.DaemonOptions.Family;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.NtsConfiguration;
import org.timeball.ntp.nts.AeadAlgorithm;
import org.timeball.ntp.nts.ke.KeServerSettings;
import org.timeball.ntp.nts.ke.KeServerSettings.Identity;
import org.timeball.ntp.nts.ke.NtsClientSettings;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Streams.Endpoint;

/// What a configuration means for Network Time Security.
final class NtsPlan {
    private static final IpAddress ANY_V4 = IpAddress.v4(0);
    private static final IpAddress ANY_V6 = new IpAddress(0, 0);

    private NtsPlan() {
    }

    static NtsClientSettings client(Configuration configuration) {
        NtsConfiguration nts = configuration.nts();
        Map<Long, List<String>> trusted = new HashMap<>();
        nts.trustedCertificates().forEach(
                some -> trusted.computeIfAbsent(some.set(), _ -> new ArrayList<>()).add(some.path()));
        List<IpAddress> bound = configuration.client().bindAddresses();
        return new NtsClientSettings(algorithms(nts), Optional.ofNullable(nts.dumpDirectory()), nts.refresh(), trusted,
                !nts.noSystemCertificates(), nts.noCertificateTimeCheck(),
                ClientPlan.bound(bound, true), ClientPlan.bound(bound, false));
    }

    private static List<AeadAlgorithm> algorithms(NtsConfiguration nts) {
        return nts.aeads().stream().flatMap(id -> AeadAlgorithm.of(id).stream()).toList();
    }

    static KeServerSettings server(Configuration configuration, List<Identity> identities, Family family) {
        NtsConfiguration nts = configuration.nts();
        return new KeServerSettings(endpoints(configuration, family), identities, algorithms(nts),
                nts.maxConnections(), Optional.ofNullable(nts.ntpServer()), configuration.server().port());
    }

    private static List<Endpoint> endpoints(Configuration configuration, Family family) {
        List<IpAddress> addresses = new ArrayList<>(configuration.server().bindAddresses());
        if (addresses.isEmpty()) {
            addresses.addAll(List.of(ANY_V6, ANY_V4));
        }
        addresses.removeIf(address -> family != Family.ANY && address.isV4() != (family == Family.IPV4));
        return addresses.stream().map(address -> new Endpoint(address, configuration.nts().port())).toList();
    }
}
