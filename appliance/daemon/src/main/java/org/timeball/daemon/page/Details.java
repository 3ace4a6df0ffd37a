package org.timeball.daemon.page;

import java.util.List;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.SourceConfiguration;
import org.timeball.ntp.server.ClientActivity;
import org.timeball.timekeeping.time.SystemInstant;

/// What the page shows beside the status.
///
/// @param now the clock's reading
/// @param clientCount how many clients are remembered
/// @param clients those heard last, newest first
/// @param happenings newest first
/// @param ptp the links to PTP
public record Details(SystemInstant now, int clientCount, List<ClientActivity> clients, List<Happening> happenings,
        List<PtpLink> ptp) {
    private static final int MOST_CLIENTS = 40;

    /// A configured link to a PTP grandmaster; how it does is told by the source of its name.
    record PtpLink(String name, String interfaceName, int domain, String transport, String clock) {
    }

    public Details {
        clients = List.copyOf(clients);
        happenings = List.copyOf(happenings);
        ptp = List.copyOf(ptp);
    }

    static Details of(SystemInstant now, List<ClientActivity> clients, List<Happening> happenings,
            Configuration configuration) {
        List<PtpLink> links = configuration.sources().stream().filter(SourceConfiguration.Ptp.class::isInstance)
                .map(SourceConfiguration.Ptp.class::cast).map(ptp -> new PtpLink(ptp.refid().toString(),
                        ptp.interfaceName(), ptp.domain(), ptp.transport().name(),
                        ptp.phc() == null ? "software timestamps" : ptp.phc()))
                .toList();
        return new Details(now, clients.size(), clients.subList(0, Math.min(clients.size(), MOST_CLIENTS)), happenings,
                links);
    }
}
