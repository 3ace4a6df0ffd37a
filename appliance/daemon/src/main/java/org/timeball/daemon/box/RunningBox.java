package org.timeball.daemon.box;

import java.util.Optional;
import org.timeball.daemon.candm.ActivityReport;
import org.timeball.daemon.candm.AuthReport;
import org.timeball.daemon.candm.Box;
import org.timeball.daemon.candm.ClientPage;
import org.timeball.daemon.candm.Instruction;
import org.timeball.daemon.candm.ManualReport;
import org.timeball.daemon.candm.NtpDataReport;
import org.timeball.daemon.candm.Query;
import org.timeball.daemon.candm.RtcReport;
import org.timeball.daemon.candm.SelectReport;
import org.timeball.daemon.candm.ServerStatsReport;
import org.timeball.daemon.candm.Service;
import org.timeball.daemon.candm.SetTimeReport;
import org.timeball.daemon.candm.SmoothingReport;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.SourceReport;
import org.timeball.daemon.candm.SourceStatsReport;
import org.timeball.daemon.candm.Status;
import org.timeball.daemon.candm.TrackingReport;
import org.timeball.ntp.client.NtpSourceReport;
import org.timeball.timekeeping.observation.ClockRequest;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// The daemon that runs: every report is made anew from the newest snapshot.
public final class RunningBox implements Box {
    private final BoxParts parts;
    private final Orders orders;

    public RunningBox(BoxParts parts) {
        this.parts = parts;
        orders = new Orders(parts);
    }

    private TimingSnapshot snapshot() {
        return parts.board().current();
    }

    private SystemInstant now() {
        return parts.world().clock().now();
    }

    @Override
    public TrackingReport tracking() {
        return ClockReports.tracking(snapshot());
    }

    @Override
    public int sourceCount() {
        return parts.roll().entries().size();
    }

    @Override
    public SourceReport source(int index) {
        return SourceReports.source(parts.roll().entries().get(index), now());
    }

    @Override
    public SourceStatsReport sourceStats(int index) {
        return SourceReports.statistics(parts.roll().entries().get(index));
    }

    @Override
    public SelectReport select(int index) {
        return SourceReports.select(parts.roll().entries().get(index), now());
    }

    @Override
    public Optional<NtpDataReport> ntpData(SourceAddress source) {
        return parts.roll().named(source).flatMap(SourceReports::packet);
    }

    @Override
    public Optional<AuthReport> auth(SourceAddress source) {
        return parts.roll().named(source).flatMap(SourceReports::authentication);
    }

    @Override
    public Optional<String> sourceName(SourceAddress source) {
        return parts.roll().named(source).flatMap(entry -> entry.ntp().map(NtpSourceReport::name));
    }

    @Override
    public ActivityReport activity() {
        var is = parts.ntp().activity();
        return new ActivityReport(is.online(), is.offline(), is.burstOnline(), is.burstOffline(), is.unresolved());
    }

    @Override
    public ServerStatsReport serverStats() {
        return ServerReports.statistics(parts.counters().statistics());
    }

    @Override
    public Optional<ClientPage> clients(Query.Clients page) {
        return parts.counters().hasClientLog()
                ? Optional.of(ServerReports.page(parts.counters(), page, now()))
                : Optional.empty();
    }

    @Override
    public Optional<RtcReport> rtc() {
        return parts.upkeep().rtc();
    }

    @Override
    public Optional<SmoothingReport> smoothing() {
        return ClockReports.smoothing(snapshot(), now());
    }

    @Override
    public ManualReport manual() {
        return ClockReports.manual(snapshot());
    }

    @Override
    public boolean allows(Service service, IpAddress address) {
        return switch (service) {
            case NTP -> parts.ntpAccess().allows(address);
            case COMMAND -> parts.commandAccess().allows(address);
        };
    }

    @Override
    public Optional<SetTimeReport> setTime(SystemInstant time) {
        if (!snapshot().clock().manual().enabled()) {
            return Optional.empty();
        }
        parts.core().accept(new Observation.OperatorRequest(now(), new ClockRequest.SetTime(time)));
        return Optional.of(ClockReports.setTime(snapshot()));
    }

    @Override
    public Status perform(Instruction order) {
        return orders.perform(order);
    }
}
