package org.timeball.daemon.box;

import java.util.ArrayList;
import java.util.List;
import org.timeball.daemon.candm.ClientPage;
import org.timeball.daemon.candm.ClientReport;
import org.timeball.daemon.candm.ClientReport.Usage;
import org.timeball.daemon.candm.Query;
import org.timeball.daemon.candm.Report;
import org.timeball.daemon.candm.ServerStatsReport;
import org.timeball.ntp.server.ClientActivity;
import org.timeball.ntp.server.ServerCounters;
import org.timeball.ntp.server.ServerStatistics;
import org.timeball.ntp.server.ServiceActivity;
import org.timeball.timekeeping.time.SystemInstant;

/// Reports of what clients asked of us.
final class ServerReports {
    private ServerReports() {
    }

    static ServerStatsReport statistics(ServerStatistics is) {
        return new ServerStatsReport(is.ntpReceived(), is.ntsKeAccepted(), is.commandReceived(), is.ntpDropped(),
                is.ntsKeDropped(), is.commandDropped(), is.logDropped(), is.authenticated(), is.interleaved(),
                is.timestampsHeld(), is.timestampSpanSeconds(),
                new ServerStatsReport.Stamps(is.daemonRx(), is.kernelRx(), is.hardwareRx()),
                new ServerStatsReport.Stamps(is.daemonTx(), is.kernelTx(), is.hardwareTx()));
    }

    /// Places in the log are places in the list of those that are remembered now.
    static ClientPage page(ServerCounters counters, Query.Clients query, SystemInstant now) {
        List<ClientActivity> all = counters.clients();
        List<ClientReport> page = new ArrayList<>();
        int place = Math.min(query.firstIndex(), all.size());
        while (place < all.size() && page.size() < query.count()) {
            ClientActivity client = all.get(place++);
            if (hits(client) >= query.minHits()) {
                page.add(report(client, now));
            }
        }
        if (query.reset() && place == all.size()) {
            counters.resetClients();
        }
        return new ClientPage(all.size(), place, page);
    }

    private static long hits(ClientActivity client) {
        return client.ntp().hits() + client.ntsKe().hits() + client.command().hits();
    }

    private static ClientReport report(ClientActivity client, SystemInstant now) {
        return new ClientReport(client.address(), usage(client.ntp(), now), usage(client.ntsKe(), now),
                usage(client.command(), now), client.ntp().limitedIntervalLog2());
    }

    private static Usage usage(ServiceActivity activity, SystemInstant now) {
        if (activity.hits() == 0) {
            return Usage.NONE;
        }
        long since = Math.clamp(Math.round(now.since(activity.lastSeen()).seconds()), 0, Report.NEVER - 1);
        return new Usage(activity.hits(), activity.drops(), activity.intervalLog2(), since);
    }
}
