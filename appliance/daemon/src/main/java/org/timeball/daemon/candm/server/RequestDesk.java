package org.timeball.daemon.candm.server;

import java.util.Optional;
import java.util.Set;
import org.timeball.daemon.candm.Box;
import org.timeball.daemon.candm.Instruction;
import org.timeball.daemon.candm.Query;
import org.timeball.daemon.candm.Query.Layout;
import org.timeball.daemon.candm.Report;
import org.timeball.daemon.candm.Request;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.SourceCountReport;
import org.timeball.daemon.candm.SourceNameReport;
import org.timeball.daemon.candm.Status;
import org.timeball.daemon.candm.wire.CommandCode;
import org.timeball.daemon.candm.wire.OpenWord;
import org.timeball.daemon.candm.wire.Parsed;
import org.timeball.daemon.candm.wire.ReplyWriter;
import org.timeball.daemon.candm.wire.RequestHeader;
import org.timeball.daemon.candm.wire.RequestReader;
import org.timeball.ntp.access.AccessList;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;

/// What becomes of one datagram: a reply, or nothing. Opens no socket.
///
/// The checks come in the order that chronyd has, which clients can tell by the status they get: the sender, the
/// length of a packet, its type, the rate, the version, the command, the length of its command, the right to it.
public final class RequestDesk {
    /// Bytes of the longest datagram that can be a request.
    static final int LONGEST = 860;
    /// Bytes of the shortest: that of the shortest reply.
    static final int SHORTEST = 28;
    /// Clients with an older protocol than this would not understand a refusal.
    private static final int OLDEST_VERSION_REFUSED = 5;
    private static final IpAddress LOOPBACK_V4 = IpAddress.v4(127, 0, 0, 1);

    private final Box box;
    private final AccessList access;
    private final CommandTally tally;
    private final Set<CommandCode> open;

    /// @param box whom it is about
    /// @param access who may ask over UDP besides loopback (`cmdallow`, `cmddeny`)
    /// @param tally counts requests
    /// @param open what may be asked over UDP
    public RequestDesk(Box box, AccessList access, CommandTally tally, Set<OpenWord> open) {
        this.box = box;
        this.access = access;
        this.tally = tally;
        this.open = OpenWord.commands(open);
    }

    /// The reply to a datagram, if there is one.
    ///
    /// @param from its sender
    /// @param at our clock when it arrived
    public Optional<byte[]> answer(byte[] packet, Address from, SystemInstant at) {
        if (!isAllowed(from) || packet.length < SHORTEST || packet.length > LONGEST) {
            return Optional.empty();
        }
        RequestHeader header = RequestHeader.read(packet);
        if (header.type() != RequestHeader.TYPE || header.reserved() != 0
                || tally.exceeds(from, at) && isRemote(from)) {
            return Optional.empty();
        }
        return answer(header, packet, from instanceof Address.Unix).filter(reply -> reply.length <= packet.length);
    }

    private boolean isAllowed(Address from) {
        return switch (from) {
            case Address.Unix _ -> true;
            case Address.Udp(IpAddress ip, _) -> !isRemote(from) || access.allows(ip);
        };
    }

    private static boolean isRemote(Address from) {
        return switch (from) {
            case Address.Unix _ -> false;
            case Address.Udp(IpAddress ip, _) -> !(ip.isV4() ? ip.equals(LOOPBACK_V4) : ip.isLoopback());
        };
    }

    private Optional<byte[]> answer(RequestHeader header, byte[] packet, boolean trusted) {
        if (header.version() != RequestHeader.VERSION) {
            return header.version() < OLDEST_VERSION_REFUSED
                    ? Optional.empty()
                    : Optional.of(ReplyWriter.write(header, Status.BAD_VERSION));
        }
        Optional<CommandCode> command = CommandCode.of(header.command());
        if (command.isEmpty()) {
            return Optional.of(ReplyWriter.write(header, Status.INVALID));
        }
        if (packet.length < command.get().shortest()) {
            return Optional.of(ReplyWriter.write(header, Status.BAD_LENGTH));
        }
        if (!trusted && !open.contains(command.get())) {
            return Optional.of(ReplyWriter.write(header, Status.UNAUTHORISED));
        }
        return Optional.of(switch (RequestReader.read(command.get(), packet)) {
            case Parsed.Refused(Status status) -> ReplyWriter.write(header, status);
            case Parsed.Understood(Request request) -> switch (answer(request)) {
                case Answer.Said(Status status) -> ReplyWriter.write(header, status);
                case Answer.Told(Report report) -> ReplyWriter.write(header, report, layout(request));
            };
        });
    }

    private static Layout layout(Request request) {
        return switch (request) {
            case Query.NtpData query -> query.layout();
            case Query.ServerStats query -> query.layout();
            case Query _,Instruction _ -> Layout.CURRENT;
        };
    }

    private Answer answer(Request request) {
        return switch (request) {
            case Query query -> answer(query);
            case Instruction.SetTime order -> told(box.setTime(order.time()), Status.NOT_ENABLED);
            case Instruction order -> new Answer.Said(box.perform(order));
        };
    }

    private Answer answer(Query query) {
        return switch (query) {
            case Query.SourceCount _ -> new Answer.Told(new SourceCountReport(box.sourceCount()));
            case Query.Source(int index) -> exists(index) ? new Answer.Told(box.source(index)) : noSuchSource();
            case Query.SourceStats(int index) ->
                exists(index) ? new Answer.Told(box.sourceStats(index)) : noSuchSource();
            case Query.Select(int index) -> exists(index) ? new Answer.Told(box.select(index)) : noSuchSource();
            case Query.Tracking _ -> new Answer.Told(box.tracking());
            case Query.NtpData(SourceAddress source, _) -> told(box.ntpData(source), Status.NO_SUCH_SOURCE);
            case Query.Auth(SourceAddress source) -> told(box.auth(source), Status.NO_SUCH_SOURCE);
            case Query.SourceName(SourceAddress source) ->
                told(box.sourceName(source).map(SourceNameReport::new), Status.NO_SUCH_SOURCE);
            case Query.Activity _ -> new Answer.Told(box.activity());
            case Query.ServerStats _ -> new Answer.Told(box.serverStats());
            case Query.Clients page -> told(box.clients(page), Status.INACTIVE);
            case Query.Rtc _ -> told(box.rtc(), Status.NO_RTC);
            case Query.Smoothing _ -> told(box.smoothing(), Status.NOT_ENABLED);
            case Query.ManualList _ -> new Answer.Told(box.manual());
            case Query.AccessCheck(var service, SourceAddress address) -> new Answer.Said(
                    address instanceof SourceAddress.Ip(IpAddress ip) && box.allows(service, ip)
                            ? Status.ACCESS_ALLOWED
                            : Status.ACCESS_DENIED);
        };
    }

    private boolean exists(int index) {
        return index >= 0 && index < box.sourceCount();
    }

    private static Answer noSuchSource() {
        return new Answer.Said(Status.NO_SUCH_SOURCE);
    }

    private static Answer told(Optional<? extends Report> report, Status otherwise) {
        return report.<Answer>map(Answer.Told::new).orElse(new Answer.Said(otherwise));
    }

    /// What a request comes to.
    private sealed interface Answer {
        record Said(Status status) implements Answer {
        }

        record Told(Report report) implements Answer {
        }
    }
}
