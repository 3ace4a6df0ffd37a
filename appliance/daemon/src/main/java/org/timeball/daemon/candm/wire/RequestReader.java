package org.timeball.daemon.candm.wire;

import java.util.List;
import org.timeball.daemon.candm.ClientPage;
import org.timeball.daemon.candm.Instruction;
import org.timeball.daemon.candm.Instruction.Change;
import org.timeball.daemon.candm.Query;
import org.timeball.daemon.candm.Request;
import org.timeball.daemon.candm.Service;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.SourceSet;
import org.timeball.daemon.candm.Status;
import org.timeball.ntp.access.AccessRule;
import org.timeball.ntp.access.Subnet;

/// Understands the body of a request.
public final class RequestReader {
    private final CommandCode command;
    private final int length;
    private final FieldReader fields;

    private RequestReader(CommandCode command, byte[] packet) {
        this.command = command;
        length = packet.length;
        fields = new FieldReader(packet, RequestHeader.LENGTH);
    }

    /// @param packet at least as long as [CommandCode#shortest]
    public static Parsed read(CommandCode command, byte[] packet) {
        return new RequestReader(command, packet).parsed();
    }

    private Parsed parsed() {
        return switch (command) {
            case N_SOURCES, SOURCE_DATA, TRACKING, SOURCESTATS, RTCREPORT, MANUAL_LIST, ACTIVITY, SMOOTHING,
                    SERVER_STATS, NTP_DATA, NTP_SOURCE_NAME, AUTH_DATA, CLIENT_ACCESSES, SELECT_DATA, ACCHECK,
                    CMDACCHECK ->
                understood(query());
            case ALLOW, ALLOWALL, DENY, DENYALL, CMDALLOW, CMDALLOWALL, CMDDENY, CMDDENYALL -> access();
            case ADD_SOURCE -> SourceFields.read(fields);
            case MANUAL -> manualMode();
            case SMOOTHTIME -> smoothTime();
            case MODIFY_MINPOLL, MODIFY_MAXPOLL, MODIFY_MAXDELAY, MODIFY_MAXDELAYRATIO, MODIFY_MAXDELAYDEVRATIO,
                    MODIFY_MINSTRATUM, MODIFY_POLLTARGET ->
                understood(change());
            case DUMP, REKEY, WRITERTC, TRIMRTC, CYCLELOGS, MAKESTEP, RESELECT, REFRESH, SHUTDOWN, ONOFFLINE,
                    RESET_SOURCES, RELOAD_SOURCES ->
                understood(bare());
            case ONLINE, OFFLINE, BURST, MODIFY_MAXUPDATESKEW, SETTIME, DEL_SOURCE, DFREQ, MANUAL_DELETE,
                    RESELECTDISTANCE, MODIFY_MAKESTEP, LOCAL2, LOCAL3, DOFFSET, MODIFY_SELECTOPTS,
                    MODIFY_OFFSET ->
                understood(instruction());
        };
    }

    private static Parsed understood(Request request) {
        return new Parsed.Understood(request);
    }

    private Query query() {
        return switch (command) {
            case N_SOURCES -> new Query.SourceCount();
            case SOURCE_DATA -> new Query.Source(fields.s32());
            case SOURCESTATS -> new Query.SourceStats(fields.s32());
            case SELECT_DATA -> new Query.Select(fields.s32());
            case TRACKING -> new Query.Tracking();
            case RTCREPORT -> new Query.Rtc();
            case MANUAL_LIST -> new Query.ManualList();
            case ACTIVITY -> new Query.Activity();
            case SMOOTHING -> new Query.Smoothing();
            case SERVER_STATS -> new Query.ServerStats(statsLayout());
            case NTP_DATA -> new Query.NtpData(fields.address(),
                    length >= command.length() ? Query.Layout.CURRENT : Query.Layout.OLD);
            case NTP_SOURCE_NAME -> new Query.SourceName(fields.address());
            case AUTH_DATA -> new Query.Auth(fields.address());
            case CLIENT_ACCESSES -> clients();
            case ACCHECK -> new Query.AccessCheck(Service.NTP, fields.address());
            case CMDACCHECK -> new Query.AccessCheck(Service.COMMAND, fields.address());
            default -> throw new IllegalStateException(command + " is not a query");
        };
    }

    private Query.Layout statsLayout() {
        return length >= command.length()
                ? Query.Layout.CURRENT
                : length >= ReplyCode.SERVER_STATS3.length() ? Query.Layout.OLD : Query.Layout.OLDEST;
    }

    private Query clients() {
        int first = (int) Math.min(fields.u32(), Integer.MAX_VALUE);
        int count = (int) Math.min(fields.u32(), ClientPage.LARGEST);
        return new Query.Clients(first, count, fields.u32(), fields.u32() != 0);
    }

    private Instruction bare() {
        return switch (command) {
            case DUMP -> new Instruction.Dump();
            case REKEY -> new Instruction.Rekey();
            case WRITERTC -> new Instruction.WriteRtc();
            case TRIMRTC -> new Instruction.TrimRtc();
            case CYCLELOGS -> new Instruction.CycleLogs();
            case MAKESTEP -> new Instruction.MakeStep();
            case RESELECT -> new Instruction.Reselect();
            case REFRESH -> new Instruction.Refresh();
            case SHUTDOWN -> new Instruction.Shutdown();
            case ONOFFLINE -> new Instruction.OnOffline();
            case RESET_SOURCES -> new Instruction.ResetSources();
            case RELOAD_SOURCES -> new Instruction.ReloadSources();
            default -> throw new IllegalStateException(command + " has a body");
        };
    }

    private Instruction instruction() {
        return switch (command) {
            case ONLINE -> new Instruction.SetOnline(true, sources());
            case OFFLINE -> new Instruction.SetOnline(false, sources());
            case BURST -> {
                SourceSet sources = sources();
                yield new Instruction.Burst(fields.s32(), fields.s32(), sources);
            }
            case MODIFY_MAXUPDATESKEW -> new Instruction.MaxUpdateSkew(fields.real());
            case SETTIME -> new Instruction.SetTime(fields.time());
            case DEL_SOURCE -> new Instruction.DeleteSource(fields.address());
            case DFREQ -> new Instruction.AdjustFrequency(fields.real());
            case DOFFSET -> new Instruction.AdjustOffset(fields.real());
            case MANUAL_DELETE -> new Instruction.DeleteManualSample(fields.s32());
            case RESELECTDISTANCE -> new Instruction.ReselectDistance(fields.real());
            case MODIFY_MAKESTEP -> new Instruction.StepPolicy(fields.s32(), fields.real());
            case LOCAL2, LOCAL3 -> localMode();
            case MODIFY_SELECTOPTS -> new Instruction.ModifySelection(anySource(), SourceFields.selection(fields.s32()),
                    SourceFields.selection(fields.s32()));
            case MODIFY_OFFSET -> new Instruction.ModifyOffset(anySource(), fields.real());
            default -> throw new IllegalStateException(command + " is not an instruction with a body");
        };
    }

    private Instruction change() {
        SourceAddress source = fields.address();
        Change change = switch (command) {
            case MODIFY_MINPOLL -> new Change.MinPoll(fields.s32());
            case MODIFY_MAXPOLL -> new Change.MaxPoll(fields.s32());
            case MODIFY_MAXDELAY -> new Change.MaxDelay(fields.real());
            case MODIFY_MAXDELAYRATIO -> new Change.MaxDelayRatio(fields.real());
            case MODIFY_MAXDELAYDEVRATIO -> new Change.MaxDelayDevRatio(fields.real());
            case MODIFY_MINSTRATUM -> new Change.MinStratum(fields.s32());
            case MODIFY_POLLTARGET -> new Change.PollTarget(fields.s32());
            default -> throw new IllegalStateException(command + " modifies no source");
        };
        return new Instruction.ModifySource(source, change);
    }

    /// The mask comes first, then the address; no address means all sources.
    private SourceSet sources() {
        SourceAddress mask = fields.address();
        SourceAddress address = fields.address();
        return switch (address) {
            case SourceAddress.None _ -> new SourceSet.All();
            case SourceAddress.Ip(var ip) when mask instanceof SourceAddress.Ip(var bits)
                    && bits.isV4() == ip.isV4() ->
                new SourceSet.Subnet(ip, bits);
            case SourceAddress.Ip _,SourceAddress.Unresolved _,SourceAddress.Refclock _ -> new SourceSet.One(address);
        };
    }

    /// An NTP source, or with no address a refclock by its identifier.
    private SourceAddress anySource() {
        SourceAddress address = fields.address();
        int refid = fields.s32();
        return address instanceof SourceAddress.None ? new SourceAddress.Refclock(refid) : address;
    }

    private Instruction localMode() {
        boolean on = fields.s32() != 0;
        int stratum = fields.s32();
        double distance = fields.real();
        boolean orphan = fields.s32() != 0;
        if (!on) {
            return new Instruction.LocalOff();
        }
        return command == CommandCode.LOCAL2
                ? new Instruction.LocalOn(stratum, distance, orphan, 0, 0, 0)
                : new Instruction.LocalOn(stratum, distance, orphan, fields.real(), fields.real(), fields.real());
    }

    private Parsed manualMode() {
        int option = fields.s32();
        Instruction.ManualMode.Mode[] modes = Instruction.ManualMode.Mode.values();
        return option >= 0 && option < modes.length
                ? understood(new Instruction.ManualMode(modes[option]))
                : new Parsed.Refused(Status.INVALID);
    }

    private Parsed smoothTime() {
        int option = fields.s32();
        return option == 0 || option == 1
                ? understood(new Instruction.SmoothTime(option == 1))
                : new Parsed.Refused(Status.INVALID);
    }

    private Parsed access() {
        boolean allow = switch (command) {
            case ALLOW, ALLOWALL, CMDALLOW, CMDALLOWALL -> true;
            default -> false;
        };
        boolean all = switch (command) {
            case ALLOWALL, DENYALL, CMDALLOWALL, CMDDENYALL -> true;
            default -> false;
        };
        Service service = switch (command) {
            case ALLOW, ALLOWALL, DENY, DENYALL -> Service.NTP;
            default -> Service.COMMAND;
        };
        SourceAddress address = fields.address();
        int bits = fields.s32();
        return switch (address) {
            case SourceAddress.None _ -> understood(new Instruction.ChangeAccess(service,
                    List.of(new AccessRule(allow, all, Subnet.ALL_V4), new AccessRule(allow, all, Subnet.ALL_V6))));
            case SourceAddress.Ip(var ip) when bits >= 0 && bits <= (ip.isV4() ? 32 : 128) -> understood(
                    new Instruction.ChangeAccess(service,
                            List.of(new AccessRule(allow, all, Subnet.parse(ip + "/" + bits)))));
            case SourceAddress.Ip _,SourceAddress.Unresolved _,SourceAddress.Refclock _ -> new Parsed.Refused(
                    Status.BAD_SUBNET);
        };
    }
}
