package org.timeball.daemon.ctl;

import org.timeball.daemon.candm.ActivityReport;
import org.timeball.daemon.candm.ClientReport;
import org.timeball.daemon.candm.ClientReport.Usage;
import org.timeball.daemon.candm.ServerStatsReport;

/// The servers and their clients as chronyc shows them.
final class ServerSheets {
    static final String CLIENTS = """
            Hostname                      NTP   Drop Int IntL Last     Cmd   Drop Int  Last
            ===============================================================================
            """;
    static final String KE_CLIENTS = """
            Hostname                      NTP   Drop Int IntL Last  NTS-KE   Drop Int  Last
            ===============================================================================
            """;
    private static final String ACTIVITY = """
            %s sources online
            %s sources offline
            %s sources doing burst (return to online)
            %s sources doing burst (return to offline)
            %s sources with unknown address
            """;
    private static final String STATS = """
            NTP packets received       : %s
            NTP packets dropped        : %s
            Command packets received   : %s
            Command packets dropped    : %s
            Client log records dropped : %s
            NTS-KE connections accepted: %s
            NTS-KE connections dropped : %s
            Authenticated NTP packets  : %s
            Interleaved NTP packets    : %s
            NTP timestamps held        : %s
            NTP timestamp span         : %s
            NTP daemon RX timestamps   : %s
            NTP daemon TX timestamps   : %s
            NTP kernel RX timestamps   : %s
            NTP kernel TX timestamps   : %s
            NTP hardware RX timestamps : %s
            NTP hardware TX timestamps : %s
            """;

    private ServerSheets() {
    }

    static Sheet activity(ActivityReport activity) {
        return Sheet.of(ACTIVITY, Cell.whole("online", activity.online()), Cell.whole("offline", activity.offline()),
                Cell.whole("burstOnline", activity.burstOnline()),
                Cell.whole("burstOffline", activity.burstOffline()),
                Cell.whole("unresolved", activity.unresolved()));
    }

    static Sheet stats(ServerStatsReport stats) {
        return Sheet.of(STATS, Cell.whole("ntpHits", stats.ntpHits()), Cell.whole("ntpDrops", stats.ntpDrops()),
                Cell.whole("commandHits", stats.commandHits()), Cell.whole("commandDrops", stats.commandDrops()),
                Cell.whole("logDrops", stats.logDrops()), Cell.whole("nkeHits", stats.nkeHits()),
                Cell.whole("nkeDrops", stats.nkeDrops()), Cell.whole("ntpAuthenticated", stats.ntpAuthenticated()),
                Cell.whole("ntpInterleaved", stats.ntpInterleaved()),
                Cell.whole("ntpTimestamps", stats.ntpTimestamps()),
                Cell.whole("ntpSpanSeconds", stats.ntpSpanSeconds()),
                Cell.whole("daemonReceiveStamps", stats.receive().daemon()),
                Cell.whole("daemonTransmitStamps", stats.transmit().daemon()),
                Cell.whole("kernelReceiveStamps", stats.receive().kernel()),
                Cell.whole("kernelTransmitStamps", stats.transmit().kernel()),
                Cell.whole("hardwareReceiveStamps", stats.receive().hardware()),
                Cell.whole("hardwareTransmitStamps", stats.transmit().hardware()));
    }

    /// @param keyEstablishment whether NTS-KE is shown instead of commands
    static Sheet client(ClientReport client, String name, boolean keyEstablishment) {
        Usage other = keyEstablishment ? client.nke() : client.command();
        String prefix = keyEstablishment ? "nke" : "command";
        return Sheet.of("%-25s  %6s %6s %3s %3s  %4s  %6s %6s %3s  %4s\n", Cell.word("name", name),
                Cell.whole("ntpHits", client.ntp().hits()), Cell.whole("ntpDrops", client.ntp().drops()),
                Cell.interval("ntpIntervalLog2Seconds", client.ntp().intervalLog2()),
                Cell.interval("ntpTimeoutIntervalLog2Seconds", client.ntpTimeoutIntervalLog2()),
                Cell.ago("ntpSinceSeconds", client.ntp().sinceSeconds()), Cell.whole(prefix + "Hits", other.hits()),
                Cell.whole(prefix + "Drops", other.drops()),
                Cell.interval(prefix + "IntervalLog2Seconds", other.intervalLog2()),
                Cell.ago(prefix + "SinceSeconds", other.sinceSeconds()));
    }
}
