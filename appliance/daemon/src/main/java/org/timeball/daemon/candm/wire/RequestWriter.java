package org.timeball.daemon.candm.wire;

import org.timeball.daemon.candm.Instruction;
import org.timeball.daemon.candm.Instruction.Change;
import org.timeball.daemon.candm.Query;
import org.timeball.daemon.candm.Request;
import org.timeball.daemon.candm.Service;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.SourceSet;
import org.timeball.ntp.access.AccessRule;
import org.timeball.ntp.access.Subnet;
import org.timeball.timekeeping.world.IpAddress;

/// Writes requests as chronyc 4.8 does.
public final class RequestWriter {
    private static final IpAddress V4_MASK = IpAddress.v4(-1);
    private static final IpAddress V6_MASK = new IpAddress(-1, -1);

    private RequestWriter() {
    }

    /// The whole packet, padded to its length.
    ///
    /// @param attempt how often it was sent before
    /// @param sequence of the sender's choice
    public static byte[] write(Request request, int attempt, int sequence) {
        CommandCode command = command(request);
        byte[] packet = new byte[command.length()];
        RequestHeader.of(command, attempt, sequence).write(packet);
        FieldWriter fields = new FieldWriter(packet, RequestHeader.LENGTH);
        switch (request) {
            case Query query -> body(fields, query);
            case Instruction instruction -> body(fields, instruction);
        }
        return packet;
    }

    /// The number that a request goes by.
    public static CommandCode command(Request request) {
        return switch (request) {
            case Query query -> command(query);
            case Instruction instruction -> command(instruction);
        };
    }

    private static CommandCode command(Query query) {
        return switch (query) {
            case Query.SourceCount _ -> CommandCode.N_SOURCES;
            case Query.Source _ -> CommandCode.SOURCE_DATA;
            case Query.SourceStats _ -> CommandCode.SOURCESTATS;
            case Query.Select _ -> CommandCode.SELECT_DATA;
            case Query.Tracking _ -> CommandCode.TRACKING;
            case Query.NtpData _ -> CommandCode.NTP_DATA;
            case Query.Auth _ -> CommandCode.AUTH_DATA;
            case Query.SourceName _ -> CommandCode.NTP_SOURCE_NAME;
            case Query.Activity _ -> CommandCode.ACTIVITY;
            case Query.ServerStats _ -> CommandCode.SERVER_STATS;
            case Query.Clients _ -> CommandCode.CLIENT_ACCESSES;
            case Query.Rtc _ -> CommandCode.RTCREPORT;
            case Query.Smoothing _ -> CommandCode.SMOOTHING;
            case Query.ManualList _ -> CommandCode.MANUAL_LIST;
            case Query.AccessCheck(Service service, _) ->
                service == Service.NTP ? CommandCode.ACCHECK : CommandCode.CMDACCHECK;
        };
    }

    private static CommandCode command(Instruction instruction) {
        return switch (instruction) {
            case Instruction.SetOnline order -> order.online() ? CommandCode.ONLINE : CommandCode.OFFLINE;
            case Instruction.OnOffline _ -> CommandCode.ONOFFLINE;
            case Instruction.Burst _ -> CommandCode.BURST;
            case Instruction.ModifySource order -> command(order.change());
            case Instruction.ModifySelection _ -> CommandCode.MODIFY_SELECTOPTS;
            case Instruction.ModifyOffset _ -> CommandCode.MODIFY_OFFSET;
            case Instruction.AddSource _ -> CommandCode.ADD_SOURCE;
            case Instruction.DeleteSource _ -> CommandCode.DEL_SOURCE;
            case Instruction.Refresh _ -> CommandCode.REFRESH;
            case Instruction.ReloadSources _ -> CommandCode.RELOAD_SOURCES;
            case Instruction.ResetSources _ -> CommandCode.RESET_SOURCES;
            case Instruction.Reselect _ -> CommandCode.RESELECT;
            case Instruction.ReselectDistance _ -> CommandCode.RESELECTDISTANCE;
            case Instruction.MaxUpdateSkew _ -> CommandCode.MODIFY_MAXUPDATESKEW;
            case Instruction.MakeStep _ -> CommandCode.MAKESTEP;
            case Instruction.StepPolicy _ -> CommandCode.MODIFY_MAKESTEP;
            case Instruction.SetTime _ -> CommandCode.SETTIME;
            case Instruction.ManualMode _ -> CommandCode.MANUAL;
            case Instruction.DeleteManualSample _ -> CommandCode.MANUAL_DELETE;
            case Instruction.AdjustFrequency _ -> CommandCode.DFREQ;
            case Instruction.AdjustOffset _ -> CommandCode.DOFFSET;
            case Instruction.LocalOff _,Instruction.LocalOn _ -> CommandCode.LOCAL3;
            case Instruction.SmoothTime _ -> CommandCode.SMOOTHTIME;
            case Instruction.ChangeAccess order -> command(order);
            case Instruction.Dump _ -> CommandCode.DUMP;
            case Instruction.Rekey _ -> CommandCode.REKEY;
            case Instruction.CycleLogs _ -> CommandCode.CYCLELOGS;
            case Instruction.TrimRtc _ -> CommandCode.TRIMRTC;
            case Instruction.WriteRtc _ -> CommandCode.WRITERTC;
            case Instruction.Shutdown _ -> CommandCode.SHUTDOWN;
        };
    }

    private static CommandCode command(Change change) {
        return switch (change) {
            case Change.MinPoll _ -> CommandCode.MODIFY_MINPOLL;
            case Change.MaxPoll _ -> CommandCode.MODIFY_MAXPOLL;
            case Change.MaxDelay _ -> CommandCode.MODIFY_MAXDELAY;
            case Change.MaxDelayRatio _ -> CommandCode.MODIFY_MAXDELAYRATIO;
            case Change.MaxDelayDevRatio _ -> CommandCode.MODIFY_MAXDELAYDEVRATIO;
            case Change.MinStratum _ -> CommandCode.MODIFY_MINSTRATUM;
            case Change.PollTarget _ -> CommandCode.MODIFY_POLLTARGET;
        };
    }

    private static CommandCode command(Instruction.ChangeAccess order) {
        AccessRule rule = order.rules().getFirst();
        if (order.service() == Service.NTP) {
            return rule.allow()
                    ? rule.all() ? CommandCode.ALLOWALL : CommandCode.ALLOW
                    : rule.all() ? CommandCode.DENYALL : CommandCode.DENY;
        }
        return rule.allow()
                ? rule.all() ? CommandCode.CMDALLOWALL : CommandCode.CMDALLOW
                : rule.all() ? CommandCode.CMDDENYALL : CommandCode.CMDDENY;
    }

    private static void body(FieldWriter fields, Query query) {
        switch (query) {
            case Query.Source(int index) -> fields.s32(index);
            case Query.SourceStats(int index) -> fields.s32(index);
            case Query.Select(int index) -> fields.s32(index);
            case Query.NtpData(SourceAddress source, _) -> fields.address(source);
            case Query.Auth(SourceAddress source) -> fields.address(source);
            case Query.SourceName(SourceAddress source) -> fields.address(source);
            case Query.AccessCheck(_, SourceAddress address) -> fields.address(address);
            case Query.Clients(int first, int count, long minHits, boolean reset) ->
                fields.s32(first).s32(count).u32(minHits).s32(reset ? 1 : 0);
            case Query.SourceCount _,Query.Tracking _,Query.Activity _,Query.ServerStats _,Query.Rtc _,Query.Smoothing _,Query.ManualList _ ->
                {
                }
        }
    }

    private static void body(FieldWriter fields, Instruction instruction) {
        switch (instruction) {
            case Instruction.SetOnline order -> sources(fields, order.sources());
            case Instruction.Burst order -> {
                sources(fields, order.sources());
                fields.s32(order.goodSamples()).s32(order.totalSamples());
            }
            case Instruction.ModifySource order -> change(fields.address(order.source()), order.change());
            case Instruction.ModifySelection order -> anySource(fields, order.source())
                    .s32(SourceFields.flags(order.mask())).s32(SourceFields.flags(order.wanted()));
            case Instruction.ModifyOffset order -> anySource(fields, order.source()).real(order.seconds());
            case Instruction.AddSource order -> SourceFields.write(fields, order.source());
            case Instruction.DeleteSource order -> fields.address(order.source());
            case Instruction.ReselectDistance order -> fields.real(order.seconds());
            case Instruction.MaxUpdateSkew order -> fields.real(order.ppm());
            case Instruction.StepPolicy order -> fields.s32(order.limit()).real(order.thresholdSeconds());
            case Instruction.SetTime order -> fields.time(order.time());
            case Instruction.ManualMode order -> fields.s32(order.mode().ordinal());
            case Instruction.DeleteManualSample order -> fields.s32(order.index());
            case Instruction.AdjustFrequency order -> fields.real(order.ppm());
            case Instruction.AdjustOffset order -> fields.real(order.seconds());
            case Instruction.LocalOn order -> fields.s32(1).s32(order.stratum()).real(order.distanceSeconds())
                    .s32(order.orphan() ? 1 : 0).real(order.activateSeconds()).real(order.waitSyncedSeconds())
                    .real(order.waitUnsyncedSeconds());
            case Instruction.SmoothTime order -> fields.s32(order.activate() ? 1 : 0);
            case Instruction.ChangeAccess order -> access(fields, order);
            case Instruction.OnOffline _,Instruction.Refresh _,Instruction.ReloadSources _,Instruction.ResetSources _,Instruction.Reselect _,Instruction.MakeStep _,Instruction.LocalOff _,Instruction.Dump _,Instruction.Rekey _,Instruction.CycleLogs _,Instruction.TrimRtc _,Instruction.WriteRtc _,Instruction.Shutdown _ ->
                {
                }
        }
    }

    private static void change(FieldWriter fields, Change change) {
        switch (change) {
            case Change.MinPoll(int log2) -> fields.s32(log2);
            case Change.MaxPoll(int log2) -> fields.s32(log2);
            case Change.MaxDelay(double seconds) -> fields.real(seconds);
            case Change.MaxDelayRatio(double ratio) -> fields.real(ratio);
            case Change.MaxDelayDevRatio(double ratio) -> fields.real(ratio);
            case Change.MinStratum(int stratum) -> fields.s32(stratum);
            case Change.PollTarget(int samples) -> fields.s32(samples);
        }
    }

    private static void sources(FieldWriter fields, SourceSet set) {
        switch (set) {
            case SourceSet.All _ -> fields.address(SourceAddress.NONE).address(SourceAddress.NONE);
            case SourceSet.One(SourceAddress source) -> fields.address(wholeMask(source)).address(source);
            case SourceSet.Subnet(IpAddress address, IpAddress mask) ->
                fields.address(new SourceAddress.Ip(mask)).address(new SourceAddress.Ip(address));
        }
    }

    private static SourceAddress wholeMask(SourceAddress source) {
        return source instanceof SourceAddress.Ip(IpAddress ip)
                ? new SourceAddress.Ip(ip.isV4() ? V4_MASK : V6_MASK)
                : SourceAddress.NONE;
    }

    private static FieldWriter anySource(FieldWriter fields, SourceAddress source) {
        return fields.address(source).s32(source instanceof SourceAddress.Refclock(int refid) ? refid : 0);
    }

    /// Two rules stand for every address.
    private static void access(FieldWriter fields, Instruction.ChangeAccess order) {
        if (order.rules().size() > 1) {
            fields.address(SourceAddress.NONE).s32(0);
            return;
        }
        Subnet subnet = order.rules().getFirst().subnet();
        boolean v4 = subnet.first().isV4() && subnet.bits() >= 96;
        fields.address(new SourceAddress.Ip(subnet.first())).s32(v4 ? subnet.bits() - 96 : subnet.bits());
    }
}
