package org.timeball.daemon.candm.wire;

import org.timeball.daemon.candm.ActivityReport;
import org.timeball.daemon.candm.AuthReport;
import org.timeball.daemon.candm.ClientPage;
import org.timeball.daemon.candm.ClientReport;
import org.timeball.daemon.candm.ManualReport;
import org.timeball.daemon.candm.NewSource;
import org.timeball.daemon.candm.NtpDataReport;
import org.timeball.daemon.candm.Query.Layout;
import org.timeball.daemon.candm.Report;
import org.timeball.daemon.candm.RtcReport;
import org.timeball.daemon.candm.SelectReport;
import org.timeball.daemon.candm.ServerStatsReport;
import org.timeball.daemon.candm.SetTimeReport;
import org.timeball.daemon.candm.SmoothingReport;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.SourceCountReport;
import org.timeball.daemon.candm.SourceNameReport;
import org.timeball.daemon.candm.SourceReport;
import org.timeball.daemon.candm.SourceStatsReport;
import org.timeball.daemon.candm.Status;
import org.timeball.daemon.candm.TrackingReport;

/// Writes replies as chronyd does.
public final class ReplyWriter {
    static final int INTERLEAVED = 0x4000;
    static final int AUTHENTICATED = 0x8000;
    static final int TESTS = 0x3ff;
    static final int ACTIVE = 1;
    static final int LEAP_ONLY = 2;

    private ReplyWriter() {
    }

    /// A reply that says no more than how it ended.
    public static byte[] write(RequestHeader request, Status status) {
        return packet(request, ReplyCode.NULL, status);
    }

    /// A reply with what was asked for.
    ///
    /// @param layout which generation of client asks
    public static byte[] write(RequestHeader request, Report report, Layout layout) {
        byte[] packet = packet(request, code(report, layout), Status.SUCCESS);
        body(new FieldWriter(packet, ReplyHeader.LENGTH), report, layout);
        return packet;
    }

    private static byte[] packet(RequestHeader request, ReplyCode code, Status status) {
        byte[] packet = new byte[code.length()];
        new ReplyHeader(RequestHeader.VERSION, ReplyHeader.TYPE, 0, request.command(), code.code(), status.code(),
                request.sequence()).write(packet);
        return packet;
    }

    private static ReplyCode code(Report report, Layout layout) {
        return switch (report) {
            case SourceCountReport _ -> ReplyCode.SOURCE_COUNT;
            case SourceReport _ -> ReplyCode.SOURCE_DATA;
            case TrackingReport _ -> ReplyCode.TRACKING;
            case SourceStatsReport _ -> ReplyCode.SOURCE_STATS;
            case RtcReport _ -> ReplyCode.RTC;
            case ActivityReport _ -> ReplyCode.ACTIVITY;
            case SmoothingReport _ -> ReplyCode.SMOOTHING;
            case SetTimeReport _ -> ReplyCode.MANUAL_TIMESTAMP;
            case ManualReport _ -> ReplyCode.MANUAL_LIST;
            case SourceNameReport _ -> ReplyCode.SOURCE_NAME;
            case AuthReport _ -> ReplyCode.AUTH_DATA;
            case ClientPage _ -> ReplyCode.CLIENTS;
            case SelectReport _ -> ReplyCode.SELECT_DATA;
            case ServerStatsReport _ -> switch (layout) {
                case CURRENT -> ReplyCode.SERVER_STATS4;
                case OLD -> ReplyCode.SERVER_STATS3;
                case OLDEST -> ReplyCode.SERVER_STATS2;
            };
            case NtpDataReport _ -> layout == Layout.CURRENT ? ReplyCode.NTP_DATA2 : ReplyCode.NTP_DATA;
        };
    }

    private static void body(FieldWriter fields, Report report, Layout layout) {
        switch (report) {
            case SourceCountReport count -> fields.s32(count.sources());
            case SourceReport source -> source(fields, source);
            case TrackingReport tracking -> tracking(fields, tracking);
            case SourceStatsReport stats -> stats(fields, stats);
            case RtcReport rtc -> fields.time(rtc.referenceTime()).u16(rtc.samples()).u16(rtc.runs())
                    .u32(rtc.spanSeconds()).real(rtc.fastSeconds()).real(rtc.gainPpm());
            case ActivityReport activity -> fields.s32(activity.online()).s32(activity.offline())
                    .s32(activity.burstOnline()).s32(activity.burstOffline()).s32(activity.unresolved());
            case SmoothingReport smoothing -> smoothing(fields, smoothing);
            case SetTimeReport set -> fields.real(set.offsetSeconds()).real(set.frequencyChangePpm())
                    .real(set.newFrequencyPpm());
            case ManualReport manual -> manual(fields, manual);
            case SourceNameReport name -> fields.text(name.name(), NewSource.LONGEST_NAME + 1);
            case AuthReport auth -> fields.u16(auth.mode().ordinal()).u16(auth.keyType()).u32(auth.keyId())
                    .u16(auth.keyBits()).u16(auth.exchangeAttempts()).u32(auth.sinceExchangeSeconds())
                    .u16(auth.cookies()).u16(auth.cookieBytes()).flag(auth.nak());
            case ClientPage page -> clients(fields, page);
            case SelectReport select -> select(fields, select);
            case ServerStatsReport stats -> serverStats(fields, stats, layout);
            case NtpDataReport data -> ntpData(fields, data, layout);
        }
    }

    private static void source(FieldWriter fields, SourceReport source) {
        if (source.source() instanceof SourceAddress.Refclock(int refid)) {
            fields.refidAsAddress(refid);
        } else {
            fields.address(source.source());
        }
        fields.s16(source.pollLog2()).u16(source.stratum()).u16(source.state().ordinal())
                .u16(source.mode().ordinal()).u16(0).u16(source.reach()).u32(source.sinceSampleSeconds())
                .real(source.measuredOffsetSeconds()).real(source.adjustedOffsetSeconds())
                .real(source.errorSeconds());
    }

    private static void tracking(FieldWriter fields, TrackingReport tracking) {
        fields.s32(tracking.refid()).address(tracking.source()).u16(tracking.stratum())
                .u16(tracking.leap().ordinal()).time(tracking.referenceTime())
                // On the wire positive means that our clock is behind.
                .real(-tracking.offsetSeconds()).real(tracking.lastOffsetSeconds()).real(tracking.rmsOffsetSeconds())
                .real(tracking.frequencyPpm()).real(tracking.residualPpm()).real(tracking.skewPpm())
                .real(tracking.rootDelaySeconds()).real(tracking.rootDispersionSeconds())
                .real(tracking.updateIntervalSeconds());
    }

    private static void stats(FieldWriter fields, SourceStatsReport stats) {
        fields.s32(stats.refid()).address(stats.source()).s32(stats.samples()).s32(stats.runs())
                .u32(stats.spanSeconds()).real(stats.deviationSeconds()).real(stats.residualPpm())
                .real(stats.skewPpm()).real(stats.offsetSeconds()).real(stats.offsetErrorSeconds());
    }

    private static void smoothing(FieldWriter fields, SmoothingReport smoothing) {
        fields.s32((smoothing.active() ? ACTIVE : 0) | (smoothing.leapOnly() ? LEAP_ONLY : 0))
                .real(smoothing.offsetSeconds()).real(smoothing.frequencyPpm()).real(smoothing.wanderPpm())
                .real(smoothing.sinceUpdateSeconds()).real(smoothing.remainingSeconds());
    }

    private static void manual(FieldWriter fields, ManualReport manual) {
        fields.s32(manual.samples().size());
        manual.samples().forEach(sample -> fields.time(sample.when()).real(sample.slewedOffsetSeconds())
                .real(sample.originalOffsetSeconds()).real(sample.residualSeconds()));
    }

    private static void clients(FieldWriter fields, ClientPage page) {
        fields.s32(page.tableSize()).s32(page.nextIndex()).s32(page.clients().size());
        for (ClientReport client : page.clients()) {
            fields.address(new SourceAddress.Ip(client.address())).u32(client.ntp().hits()).u32(client.nke().hits())
                    .u32(client.command().hits()).u32(client.ntp().drops()).u32(client.nke().drops())
                    .u32(client.command().drops()).s8(client.ntp().intervalLog2()).s8(client.nke().intervalLog2())
                    .s8(client.command().intervalLog2()).s8(client.ntpTimeoutIntervalLog2())
                    .u32(client.ntp().sinceSeconds()).u32(client.nke().sinceSeconds())
                    .u32(client.command().sinceSeconds());
        }
    }

    private static void select(FieldWriter fields, SelectReport select) {
        fields.s32(select.refid()).address(select.source()).u8(select.state().letter())
                .u8(select.authenticated() ? 1 : 0).u8(select.leap().ordinal()).u8(0)
                .u16(SourceFields.reportBits(select.configured())).u16(SourceFields.reportBits(select.effective()))
                .u32(select.sinceSampleSeconds()).real(select.score()).real(select.lowSeconds())
                .real(select.highSeconds());
    }

    private static void serverStats(FieldWriter fields, ServerStatsReport stats, Layout layout) {
        long[] counters = {stats.ntpHits(), stats.nkeHits(), stats.commandHits(), stats.ntpDrops(), stats.nkeDrops(),
                stats.commandDrops(), stats.logDrops(), stats.ntpAuthenticated(), stats.ntpInterleaved(),
                stats.ntpTimestamps(), stats.ntpSpanSeconds(), stats.receive().daemon(), stats.transmit().daemon(),
                stats.receive().kernel(), stats.transmit().kernel(), stats.receive().hardware(),
                stats.transmit().hardware()};
        int count = switch (layout) {
            case CURRENT -> counters.length;
            case OLD -> 11;
            case OLDEST -> 8;
        };
        for (int i = 0; i < count; i++) {
            if (layout == Layout.CURRENT) {
                fields.u64(counters[i]);
            } else {
                fields.u32(counters[i]);
            }
        }
        if (layout == Layout.CURRENT) {
            fields.ones(32);
        }
    }

    private static void ntpData(FieldWriter fields, NtpDataReport data, Layout layout) {
        NtpDataReport.Packet packet = data.packet();
        NtpDataReport.Counts counts = data.counts();
        fields.address(data.remote()).address(data.local()).u16(data.remotePort()).u8(packet.leap().ordinal())
                .u8(packet.version()).u8(packet.mode()).u8(packet.stratum()).s8(packet.pollLog2())
                .s8(packet.precisionLog2()).real(packet.rootDelaySeconds()).real(packet.rootDispersionSeconds())
                .s32(packet.refid()).time(packet.referenceTime())
                // Here too positive means that our clock is behind.
                .real(-data.offsetSeconds()).real(data.delaySeconds()).real(data.dispersionSeconds())
                .real(data.responseSeconds()).real(data.jitterAsymmetry())
                .u16(data.tests() & TESTS | (data.interleaved() ? INTERLEAVED : 0)
                        | (data.authenticated() ? AUTHENTICATED : 0))
                .u8(data.transmitStamp()).u8(data.receiveStamp()).u32(counts.sent()).u32(counts.received())
                .u32(counts.valid()).u32(counts.good());
        if (layout == Layout.CURRENT) {
            fields.u32(counts.kernelSent()).u32(counts.kernelReceived()).u32(counts.hardwareSent())
                    .u32(counts.hardwareReceived());
        }
        fields.ones(layout == Layout.CURRENT ? 16 : 12);
    }
}
