package org.timeball.daemon.candm.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.candm.ActivityReport;
import org.timeball.daemon.candm.AuthReport;
import org.timeball.daemon.candm.ClientPage;
import org.timeball.daemon.candm.ClientReport;
import org.timeball.daemon.candm.ClientReport.Usage;
import org.timeball.daemon.candm.ManualReport;
import org.timeball.daemon.candm.ManualSampleReport;
import org.timeball.daemon.candm.NewSource;
import org.timeball.daemon.candm.NtpDataReport;
import org.timeball.daemon.candm.Report;
import org.timeball.daemon.candm.RtcReport;
import org.timeball.daemon.candm.SelectReport;
import org.timeball.daemon.candm.ServerStatsReport;
import org.timeball.daemon.candm.ServerStatsReport.Stamps;
import org.timeball.daemon.candm.SetTimeReport;
import org.timeball.daemon.candm.SmoothingReport;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.SourceCountReport;
import org.timeball.daemon.candm.SourceNameReport;
import org.timeball.daemon.candm.SourceReport;
import org.timeball.daemon.candm.SourceStatsReport;
import org.timeball.daemon.candm.TrackingReport;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// Understands the body of a reply. Numbers beyond a list of names are taken for its last.
public final class ReplyReader {
    private ReplyReader() {
    }

    /// The report in a reply; empty where the kind of reply has none, or there is no such kind here, or the packet is
    /// too short for it.
    public static Optional<Report> read(ReplyHeader header, byte[] packet) {
        return ReplyCode.of(header.reply()).filter(code -> packet.length >= code.length())
                .flatMap(code -> Optional.ofNullable(body(code, new FieldReader(packet, ReplyHeader.LENGTH))));
    }

    private static @Nullable Report body(ReplyCode code, FieldReader fields) {
        return switch (code) {
            // The last three are for clients older than ours.
            case NULL, NTP_DATA, SERVER_STATS2, SERVER_STATS3 -> null;
            case SOURCE_COUNT -> new SourceCountReport(fields.s32());
            case SOURCE_DATA -> source(fields);
            case TRACKING -> tracking(fields);
            case SOURCE_STATS -> stats(fields);
            case RTC -> new RtcReport(fields.time(), fields.u16(), fields.u16(), fields.u32(), fields.real(),
                    fields.real());
            case ACTIVITY -> new ActivityReport(fields.s32(), fields.s32(), fields.s32(), fields.s32(), fields.s32());
            case SMOOTHING -> smoothing(fields);
            case MANUAL_TIMESTAMP -> new SetTimeReport(fields.real(), fields.real(), fields.real());
            case MANUAL_LIST -> manual(fields);
            case SOURCE_NAME -> Optional.ofNullable(fields.text(NewSource.LONGEST_NAME + 1))
                    .map(SourceNameReport::new).orElse(null);
            case AUTH_DATA -> new AuthReport(named(AuthReport.Mode.values(), fields.u16()), fields.u16(), fields.u32(),
                    fields.u16(), fields.u16(), fields.u32(), fields.u16(), fields.u16(), fields.u16() != 0);
            case CLIENTS -> clients(fields);
            case SERVER_STATS4 -> serverStats(fields);
            case SELECT_DATA -> select(fields);
            case NTP_DATA2 -> ntpData(fields);
        };
    }

    private static <T> T named(T[] names, int number) {
        return names[Math.clamp(number, 0, names.length - 1)];
    }

    private static Report source(FieldReader fields) {
        SourceAddress address = fields.address();
        int poll = fields.s16();
        int stratum = fields.u16();
        SourceReport.State state = named(SourceReport.State.values(), fields.u16());
        SourceReport.Mode mode = named(SourceReport.Mode.values(), fields.u16());
        fields.skip(2);
        SourceAddress source = mode == SourceReport.Mode.REFCLOCK && address instanceof SourceAddress.Ip(IpAddress ip)
                ? new SourceAddress.Refclock(ip.v4Bits())
                : address;
        return new SourceReport(source, poll, stratum, state, mode, fields.u16(), fields.u32(), fields.real(),
                fields.real(), fields.real());
    }

    private static Report tracking(FieldReader fields) {
        return new TrackingReport(fields.s32(), fields.address(), fields.u16(),
                named(LeapIndicator.values(), fields.u16()), fields.time(), 0 - fields.real(), fields.real(),
                fields.real(), fields.real(), fields.real(), fields.real(), fields.real(), fields.real(),
                fields.real());
    }

    private static Report stats(FieldReader fields) {
        int refid = fields.s32();
        return new SourceStatsReport(refid, source(fields.address(), refid), fields.s32(), fields.s32(), fields.u32(),
                fields.real(), fields.real(), fields.real(), fields.real(), fields.real());
    }

    /// A source without an address is a refclock.
    private static SourceAddress source(SourceAddress address, int refid) {
        return address instanceof SourceAddress.None ? new SourceAddress.Refclock(refid) : address;
    }

    private static Report smoothing(FieldReader fields) {
        int flags = fields.s32();
        return new SmoothingReport((flags & ReplyWriter.ACTIVE) != 0, (flags & ReplyWriter.LEAP_ONLY) != 0,
                fields.real(), fields.real(), fields.real(), fields.real(), fields.real());
    }

    private static Report manual(FieldReader fields) {
        long count = Math.min(fields.u32(), ManualReport.LARGEST);
        List<ManualSampleReport> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(new ManualSampleReport(fields.time(), fields.real(), fields.real(), fields.real()));
        }
        return new ManualReport(samples);
    }

    private static Report clients(FieldReader fields) {
        int table = fields.s32();
        int next = fields.s32();
        long count = Math.min(fields.u32(), ClientPage.LARGEST);
        List<ClientReport> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ClientReport client = client(fields, fields.address());
            if (client != null) {
                clients.add(client);
            }
        }
        return new ClientPage(table, next, clients);
    }

    /// @return null for a place that holds nobody
    private static @Nullable ClientReport client(FieldReader fields, SourceAddress address) {
        long ntpHits = fields.u32();
        long nkeHits = fields.u32();
        long commandHits = fields.u32();
        long ntpDrops = fields.u32();
        long nkeDrops = fields.u32();
        long commandDrops = fields.u32();
        int ntpInterval = fields.s8();
        int nkeInterval = fields.s8();
        int commandInterval = fields.s8();
        int timeoutInterval = fields.s8();
        Usage ntp = new Usage(ntpHits, ntpDrops, ntpInterval, fields.u32());
        Usage nke = new Usage(nkeHits, nkeDrops, nkeInterval, fields.u32());
        Usage command = new Usage(commandHits, commandDrops, commandInterval, fields.u32());
        return address instanceof SourceAddress.Ip(IpAddress ip)
                ? new ClientReport(ip, ntp, nke, command, timeoutInterval)
                : null;
    }

    private static Report serverStats(FieldReader fields) {
        long[] counters = new long[17];
        for (int i = 0; i < counters.length; i++) {
            counters[i] = fields.u64();
        }
        return new ServerStatsReport(counters[0], counters[1], counters[2], counters[3], counters[4], counters[5],
                counters[6], counters[7], counters[8], counters[9], counters[10],
                new Stamps(counters[11], counters[13], counters[15]),
                new Stamps(counters[12], counters[14], counters[16]));
    }

    private static Report select(FieldReader fields) {
        int refid = fields.s32();
        SourceAddress source = source(fields.address(), refid);
        SelectReport.State state = SelectReport.State.of((char) fields.u8());
        boolean authenticated = fields.u8() != 0;
        LeapIndicator leap = named(LeapIndicator.values(), fields.u8());
        fields.skip(1);
        return new SelectReport(refid, source, state, authenticated, leap, SourceFields.reported(fields.u16()),
                SourceFields.reported(fields.u16()), fields.u32(), fields.real(), fields.real(), fields.real());
    }

    private static Report ntpData(FieldReader fields) {
        SourceAddress remote = fields.address();
        SourceAddress local = fields.address();
        int port = fields.u16();
        NtpDataReport.Packet packet = packet(fields);
        double offset = 0 - fields.real();
        double delay = fields.real();
        double dispersion = fields.real();
        double response = fields.real();
        double asymmetry = fields.real();
        int flags = fields.u16();
        return new NtpDataReport(remote, local, port, packet, offset, delay, dispersion, response, asymmetry,
                flags & ReplyWriter.TESTS, (flags & ReplyWriter.INTERLEAVED) != 0,
                (flags & ReplyWriter.AUTHENTICATED) != 0, (char) fields.u8(), (char) fields.u8(),
                new NtpDataReport.Counts(fields.u32(), fields.u32(), fields.u32(), fields.u32(), fields.u32(),
                        fields.u32(), fields.u32(), fields.u32()));
    }

    private static NtpDataReport.Packet packet(FieldReader fields) {
        LeapIndicator leap = named(LeapIndicator.values(), fields.u8());
        int version = fields.u8();
        int mode = fields.u8();
        int stratum = fields.u8();
        int poll = fields.s8();
        int precision = fields.s8();
        double rootDelay = fields.real();
        double rootDispersion = fields.real();
        int refid = fields.s32();
        SystemInstant referenceTime = fields.time();
        return new NtpDataReport.Packet(leap, version, mode, stratum, poll, precision, rootDelay, rootDispersion,
                refid, referenceTime);
    }
}
