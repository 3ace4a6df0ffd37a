package org.timeball.daemon.box;

import java.util.Optional;
import org.timeball.daemon.box.SourceRoll.Entry;
import org.timeball.daemon.candm.AuthReport;
import org.timeball.daemon.candm.NtpDataReport;
import org.timeball.daemon.candm.Report;
import org.timeball.daemon.candm.SelectReport;
import org.timeball.daemon.candm.SelectionFlags;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.SourceReport;
import org.timeball.daemon.candm.SourceStatsReport;
import org.timeball.ntp.client.NtpSourceReport;
import org.timeball.ntp.client.PacketReport;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.ReferenceId;
import org.timeball.timekeeping.snapshot.SourceReception;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.SourceStanding;
import org.timeball.timekeeping.snapshot.SourceStatistics;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram.Stamp;

/// Reports of single sources, out of what core and client know of them.
final class SourceReports {
    private SourceReports() {
    }

    static SourceReport source(Entry entry, SystemInstant now) {
        SourceReception heard = entry.snapshot().map(SourceSnapshot::reception).orElse(SourceReception.NONE);
        boolean sampled = !Double.isNaN(heard.measuredSeconds());
        return new SourceReport(entry.address(), entry.pollLog2(), heard.stratum(), state(entry), mode(entry),
                entry.ntp().map(NtpSourceReport::reach).orElse(heard.reach()), age(entry, now),
                sampled ? heard.measuredSeconds() : 0, sampled ? heard.adjustedSeconds() : 0,
                sampled ? heard.errorSeconds() : 0);
    }

    private static SourceReport.State state(Entry entry) {
        return entry.snapshot().map(snapshot -> switch (snapshot.standing().state().verdict()) {
            case SELECTED -> SourceReport.State.SELECTED;
            case COMBINED -> SourceReport.State.COMBINED;
            case UNSELECTED -> SourceReport.State.NOT_COMBINED;
            case UNUSABLE -> SourceReport.State.NOT_SELECTABLE;
            case FALSETICKER -> SourceReport.State.FALSETICKER;
            case JITTERY -> SourceReport.State.JITTERY;
        }).orElse(SourceReport.State.NOT_SELECTABLE);
    }

    private static SourceReport.Mode mode(Entry entry) {
        return entry.ntp().map(report -> report.peer() ? SourceReport.Mode.PEER : SourceReport.Mode.CLIENT)
                .orElse(SourceReport.Mode.REFCLOCK);
    }

    /// Seconds since the last sample.
    private static long age(Entry entry, SystemInstant now) {
        if (entry.ntp().isPresent()) {
            return entry.ntp().get().lastSample().map(last -> seconds(now.since(last).seconds())).orElse(Report.NEVER);
        }
        return entry.snapshot().map(SourceSnapshot::sinceLastSeconds).filter(since -> !since.isNaN())
                .map(SourceReports::seconds).orElse(Report.NEVER);
    }

    private static long seconds(double since) {
        return Math.clamp(Math.round(since), 0, Report.NEVER - 1);
    }

    static SourceStatsReport statistics(Entry entry) {
        SourceStatistics is = entry.snapshot().map(SourceSnapshot::statistics).orElse(SourceStatistics.NONE);
        return new SourceStatsReport(refid(entry), entry.address(), (int) Math.min(is.samples(), Integer.MAX_VALUE),
                (int) Math.min(is.runs(), Integer.MAX_VALUE), seconds(is.spanSeconds()), is.deviationSeconds(),
                is.frequencyPpm(), is.skewPpm(), is.offsetSeconds(), is.offsetErrorSeconds());
    }

    private static int refid(Entry entry) {
        return switch (entry.address()) {
            case SourceAddress.Ip(var ip) -> ReferenceId.ofAddress(ip);
            case SourceAddress.Refclock(int refid) -> refid;
            case SourceAddress.Unresolved _,SourceAddress.None _ -> 0;
        };
    }

    static SelectReport select(Entry entry, SystemInstant now) {
        SourceStanding standing = entry.snapshot().map(SourceSnapshot::standing).orElse(SourceStanding.NONE);
        LeapIndicator leap = entry.snapshot().map(snapshot -> snapshot.reception().leap()).orElse(LeapIndicator.NONE);
        boolean authenticated = entry.ntp()
                .filter(report -> report.options().protocol().nts() || report.options().protocol().key() != 0)
                .isPresent();
        return new SelectReport(refid(entry), entry.address(), SelectReport.State.of(standing.state().letter()),
                authenticated, leap, flags(standing.configured()), flags(standing.effective()), age(entry, now),
                standing.score(), orZero(standing.lowSeconds()), orZero(standing.highSeconds()));
    }

    static SelectionFlags flags(SelectionOptions options) {
        return new SelectionFlags(options.noselect(), options.prefer(), options.trust(), options.require());
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    /// Empty for what is no NTP source with an address.
    static Optional<NtpDataReport> packet(Entry entry) {
        if (entry.ntp().isEmpty() || entry.ntp().get().address().isEmpty()) {
            return Optional.empty();
        }
        NtpSourceReport report = entry.ntp().get();
        Address.Udp udp = report.address().get();
        var packets = report.packets();
        var counts = new NtpDataReport.Counts(packets.sent(), packets.received(), packets.valid(), packets.good(),
                packets.kernelSent(), packets.kernelReceived(), packets.hardwareSent(), packets.hardwareReceived());
        return Optional.of(report.last().map(last -> heard(entry.address(), udp, last, counts))
                .orElseGet(() -> new NtpDataReport(entry.address(), SourceAddress.NONE, udp.port(), NO_PACKET, 0, 0, 0,
                        0, 0, 0, false, false, letter(Stamp.DAEMON), letter(Stamp.DAEMON), counts)));
    }

    private static final NtpDataReport.Packet NO_PACKET = new NtpDataReport.Packet(LeapIndicator.NONE, 0, 0, 0, 0, 0,
            0, 0, 0, new SystemInstant(0));

    private static NtpDataReport heard(SourceAddress address, Address.Udp udp, PacketReport last,
            NtpDataReport.Counts counts) {
        var packet = new NtpDataReport.Packet(LeapIndicator.values()[last.leap()], last.version(), last.mode(),
                last.stratum(), last.poll(), last.precision(), last.rootDelaySeconds(), last.rootDispersionSeconds(),
                last.referenceId(), last.referenceTime());
        return new NtpDataReport(address, new SourceAddress.Ip(last.local()), udp.port(), packet,
                last.offsetSeconds(), last.delaySeconds(), last.dispersionSeconds(), last.responseSeconds(),
                last.asymmetry(), last.tests(), last.interleaved(), last.authenticated(), letter(last.sentBy()),
                letter(last.receivedBy()), counts);
    }

    private static char letter(Stamp stamp) {
        return switch (stamp) {
            case DAEMON -> 'D';
            case KERNEL -> 'K';
            case HARDWARE -> 'H';
        };
    }

    /// Empty for what is no NTP source.
    static Optional<AuthReport> authentication(Entry entry) {
        return entry.ntp().map(NtpSourceReport::auth).map(auth -> new AuthReport(
                AuthReport.Mode.values()[auth.mode().ordinal()], auth.type(), auth.keyId(), auth.keyBits(),
                auth.attempts(), auth.sinceLast().map(Span::seconds).map(SourceReports::seconds).orElse(Report.NEVER),
                auth.cookies(), auth.cookieBytes(), auth.nak()));
    }
}
