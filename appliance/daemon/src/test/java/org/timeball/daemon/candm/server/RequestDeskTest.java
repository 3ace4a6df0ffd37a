package org.timeball.daemon.candm.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.daemon.candm.FakeBox;
import org.timeball.daemon.candm.Instruction;
import org.timeball.daemon.candm.Query;
import org.timeball.daemon.candm.Service;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.Status;
import org.timeball.daemon.candm.wire.CommandCode;
import org.timeball.daemon.candm.wire.OpenWord;
import org.timeball.daemon.candm.wire.RequestWriter;
import org.timeball.ntp.access.AccessRule;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;

/// Who is answered, with what, in which order of checks; refusals byte for byte.
class RequestDeskTest {
    private static final Address LOOPBACK = new Address.Udp(IpAddress.v4(127, 0, 0, 1), 50_000);
    private static final Address LOOPBACK_V6 = new Address.Udp(new IpAddress(0, 1), 50_000);
    private static final Address OTHER_LOOPBACK = new Address.Udp(IpAddress.v4(127, 0, 0, 2), 50_000);
    private static final Address REMOTE = new Address.Udp(IpAddress.v4(192, 0, 2, 55), 50_000);
    private static final Address UNIX = new Address.Unix("/run/chrony/chronyc.1/x/sock");

    private final FakeBox box = new FakeBox();
    private boolean tooOften;
    private int counted;
    private final CommandTally tally = (_, _) -> {
        counted++;
        return tooOften;
    };
    private RequestDesk desk = desk(OpenWord.DEFAULT);

    private RequestDesk desk(Set<OpenWord> open) {
        return new RequestDesk(box, box.commandAccess, tally, open);
    }

    private Optional<byte[]> answer(byte[] packet, Address from) {
        return desk.answer(packet, from, new SystemInstant(0));
    }

    /// A request of 28 bytes for the number of a command, with the sequence 01020304.
    private static byte[] request(String version, String type, String command, int length) {
        byte[] packet = new byte[length];
        byte[] header = HexFormat.of().parseHex(version + type + "0000" + command + "0000" + "01020304");
        System.arraycopy(header, 0, packet, 0, header.length);
        return packet;
    }

    private void assertRefused(byte[] packet, Address from, String command, String status) {
        assertThat(answer(packet, from)).get().extracting(HexFormat.of()::formatHex).isEqualTo(
                "06020000" + command + "0001" + status + "000000000000" + "01020304" + "0000000000000000");
    }

    private void assertDropped(byte[] packet, Address from) {
        assertThat(answer(packet, from)).isEmpty();
    }

    private static byte[] tracking() {
        return request("06", "01", "0021", 104);
    }

    @Test
    void aHostThatIsNotAllowedHearsNothing() {
        assertDropped(tracking(), REMOTE);
        assertDropped(tracking(), OTHER_LOOPBACK);
        assertThat(counted).isZero();
        box.commandAccess.apply(AccessRule.parse("allow 192.0.2.55"));
        assertThat(answer(tracking(), REMOTE)).get().extracting(reply -> reply.length).isEqualTo(104);
    }

    @Test
    void loopbackIsAlwaysAllowed() {
        box.commandAccess.apply(AccessRule.parse("deny all"));
        assertThat(answer(tracking(), LOOPBACK)).isPresent();
        assertThat(answer(tracking(), LOOPBACK_V6)).isPresent();
        assertThat(answer(tracking(), UNIX)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 19, 20, 27, 861, 65_507})
    void whatIsTooShortOrTooLongToBeARequestIsDropped(int length) {
        assertDropped(Arrays.copyOf(tracking(), length), UNIX);
        assertThat(counted).isZero();
    }

    @Test
    void paddingBeyondNeedIsTaken() {
        assertThat(answer(Arrays.copyOf(tracking(), 860), LOOPBACK)).get().extracting(reply -> reply.length)
                .isEqualTo(104);
    }

    @Test
    void whatIsNoRequestIsDropped() {
        assertDropped(request("06", "02", "0021", 104), UNIX);
        assertDropped(request("06", "00", "0021", 104), UNIX);
        byte[] reserved = tracking();
        reserved[2] = 1;
        assertDropped(reserved, UNIX);
        reserved[2] = 0;
        reserved[3] = 1;
        assertDropped(reserved, UNIX);
        assertThat(counted).isZero();
    }

    @Test
    void whoAsksTooOftenHearsNothingUnlessItIsLoopback() {
        box.commandAccess.apply(AccessRule.parse("allow"));
        tooOften = true;
        assertDropped(tracking(), REMOTE);
        assertDropped(tracking(), OTHER_LOOPBACK);
        assertThat(answer(tracking(), LOOPBACK)).isPresent();
        assertThat(answer(tracking(), UNIX)).isPresent();
        assertThat(counted).isEqualTo(4);
    }

    @Test
    void anotherVersionIsToldFromFiveOnAndDroppedBefore() {
        assertRefused(request("05", "01", "0021", 104), LOOPBACK, "0021", "0012");
        assertRefused(request("07", "01", "0021", 28), UNIX, "0021", "0012");
        assertRefused(request("ff", "01", "ffff", 28), UNIX, "ffff", "0012");
        assertDropped(request("04", "01", "0021", 104), UNIX);
        assertThat(counted).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000", "000a", "000c", "001b", "001c", "0020", "0026", "0027", "0028", "0037", "003a",
            "003b", "003c", "003d", "004b", "ffff"})
    void unknownAndObsoleteCommandsAreInvalidBeforeAnythingElseIsLookedAt(String command) {
        assertRefused(request("06", "01", command, 28), LOOPBACK, command, "0003");
        assertRefused(request("06", "01", command, 28), UNIX, command, "0003");
    }

    @ParameterizedTest
    @EnumSource(CommandCode.class)
    void aRequestShorterThanItsCommandIsABadLengthEvenWhereItIsNotAuthorised(CommandCode command) {
        String code = "%04x".formatted(command.code());
        if (command.shortest() > 28) {
            assertRefused(request("06", "01", code, command.shortest() - 1), LOOPBACK, code, "0013");
            assertRefused(request("06", "01", code, 28), UNIX, code, "0013");
        }
    }

    @ParameterizedTest
    @EnumSource(CommandCode.class)
    void overUdpOnlyWhatIsOpenIsAnswered(CommandCode command) {
        byte[] packet = request("06", "01", "%04x".formatted(command.code()), command.length());
        Set<CommandCode> open = Set.of(CommandCode.ACTIVITY, CommandCode.MANUAL_LIST, CommandCode.RTCREPORT,
                CommandCode.SMOOTHING, CommandCode.NTP_SOURCE_NAME, CommandCode.N_SOURCES, CommandCode.SOURCE_DATA,
                CommandCode.SOURCESTATS, CommandCode.TRACKING);
        if (open.contains(command)) {
            assertThat(answer(packet, LOOPBACK)).get().extracting(reply -> reply[9]).isNotEqualTo((byte) 2);
        } else {
            assertRefused(packet, LOOPBACK, "%04x".formatted(command.code()), "0002");
        }
        assertThat(box.done).isEmpty();
        assertThat(answer(packet, UNIX)).get().extracting(reply -> reply[9]).isNotEqualTo((byte) 2);
    }

    @ParameterizedTest
    @EnumSource(OpenWord.class)
    void aWordOpensItsRequestsAndNoOthers(OpenWord word) {
        desk = desk(Set.of(word));
        for (CommandCode command : CommandCode.values()) {
            byte[] packet = request("06", "01", "%04x".formatted(command.code()), command.length());
            assertThat(answer(packet, LOOPBACK)).get().extracting(reply -> reply[9] != 2)
                    .isEqualTo(OpenWord.commands(Set.of(word)).contains(command));
        }
    }

    @Test
    void withoutWordsNothingIsOpen() {
        desk = desk(Set.of());
        assertRefused(tracking(), LOOPBACK, "0021", "0002");
    }

    @Test
    void olderClientsGetTheRepliesThatTheyKnow() {
        assertThat(answer(request("06", "01", "0036", 60), UNIX)).get().extracting(r -> r.length).isEqualTo(60);
        assertThat(answer(request("06", "01", "0036", 72), UNIX)).get().extracting(r -> r.length).isEqualTo(72);
        assertThat(answer(request("06", "01", "0036", 195), UNIX)).get().extracting(r -> r.length).isEqualTo(72);
        assertThat(answer(request("06", "01", "0036", 196), UNIX)).get().extracting(r -> r.length).isEqualTo(196);
        byte[] data = RequestWriter.write(
                new Query.NtpData(new SourceAddress.Ip(FakeBox.FIRST), Query.Layout.CURRENT), 0, 1);
        assertThat(answer(data, UNIX)).get().extracting(r -> r.length).isEqualTo(172);
        assertThat(answer(Arrays.copyOf(data, 152), UNIX)).get().extracting(r -> r.length).isEqualTo(152);
        assertRefused(request("06", "01", "0039", 151), UNIX, "0039", "0013");
        byte[] local = request("06", "01", "0038", 36);
        local[23] = 1;
        local[27] = 9;
        assertThat(answer(local, UNIX)).isPresent();
        assertThat(box.local).isEqualTo(new Instruction.LocalOn(9, 0, false, 0, 0, 0));
    }

    @Test
    void whatCannotBeHasAStatus() {
        assertThat(status(new Query.Source(4))).isEqualTo(Status.NO_SUCH_SOURCE);
        assertThat(status(new Query.SourceStats(-1))).isEqualTo(Status.NO_SUCH_SOURCE);
        assertThat(status(new Query.Select(Integer.MAX_VALUE))).isEqualTo(Status.NO_SUCH_SOURCE);
        assertThat(status(new Query.SourceName(SourceAddress.NONE))).isEqualTo(Status.NO_SUCH_SOURCE);
        assertThat(status(new Query.Auth(new SourceAddress.Unresolved(77)))).isEqualTo(Status.NO_SUCH_SOURCE);
        assertThat(status(new Query.AccessCheck(Service.NTP, SourceAddress.NONE))).isEqualTo(Status.ACCESS_DENIED);
        assertThat(status(new Instruction.SetTime(FakeBox.NOW))).isEqualTo(Status.NOT_ENABLED);
        box.clientLog = false;
        box.rtc = null;
        box.smoothing = null;
        assertThat(status(new Query.Clients(0, 8, 0, false))).isEqualTo(Status.INACTIVE);
        assertThat(status(new Query.Rtc())).isEqualTo(Status.NO_RTC);
        assertThat(status(new Instruction.TrimRtc())).isEqualTo(Status.NO_RTC);
        assertThat(status(new Query.Smoothing())).isEqualTo(Status.NOT_ENABLED);
        assertThat(status(new Instruction.SmoothTime(true))).isEqualTo(Status.NOT_ENABLED);
    }

    @Test
    void fieldsThatMakeNoSenseHaveAStatus() {
        assertStatus(CommandCode.MANUAL, Status.INVALID, "00000003");
        assertStatus(CommandCode.MANUAL, Status.INVALID, "ffffffff");
        assertStatus(CommandCode.SMOOTHTIME, Status.INVALID, "00000002");
        assertStatus(CommandCode.ADD_SOURCE, Status.INVALID, "00000000");
        assertStatus(CommandCode.ADD_SOURCE, Status.INVALID, "00000004");
        assertStatus(CommandCode.ADD_SOURCE, Status.INVALID_NAME, "00000001" + "61".repeat(256));
        assertStatus(CommandCode.ADD_SOURCE, Status.INVALID_NAME, "00000001" + "00".repeat(256));
        String v4 = "0a000000" + "00".repeat(12) + "00010000";
        String v6 = "20010db8" + "00".repeat(12) + "00020000";
        assertStatus(CommandCode.ALLOW, Status.BAD_SUBNET, v4 + "00000021");
        assertStatus(CommandCode.DENYALL, Status.BAD_SUBNET, v4 + "ffffffff");
        assertStatus(CommandCode.CMDALLOW, Status.BAD_SUBNET, v6 + "00000081");
        assertStatus(CommandCode.CMDALLOW, Status.SUCCESS, v6 + "00000080");
        assertStatus(CommandCode.ALLOW, Status.SUCCESS, v4 + "00000020");
    }

    private void assertStatus(CommandCode command, Status status, String body) {
        byte[] packet = request("06", "01", "%04x".formatted(command.code()), command.length());
        byte[] fields = HexFormat.of().parseHex(body);
        System.arraycopy(fields, 0, packet, 20, fields.length);
        assertThat(answer(packet, UNIX)).get().extracting(reply -> (int) reply[9]).isEqualTo(status.code());
    }

    private Status status(org.timeball.daemon.candm.Request request) {
        byte[] reply = answer(RequestWriter.write(request, 0, 1), UNIX).orElseThrow();
        assertThat(reply).hasSize(28);
        return Arrays.stream(Status.values()).filter(each -> each.code() == reply[9]).findFirst().orElseThrow();
    }
}
